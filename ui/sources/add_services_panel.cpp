#include "ui/sources/add_services_panel.h"

#include "ui/shell/text_line.h"
#include "ui/sources/discovery_card.h"
#include "ui/sources/pasted_urls.h"
#include "ui/sources/workspace_edit.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace hubwatch::ui {

AddServicesPanel::AddServicesPanel(Console &console, Place place, QWidget *parent)
    : QWidget(parent)
    , m_console(console)
    , m_paste(new QPlainTextEdit(this))
    , m_look(new QPushButton(tr("Look"), this))
    , m_problem(new QLabel(this))
    , m_keep(new QPushButton(this))
{
    setObjectName(QStringLiteral("addServices"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    if (place == Place::FirstRun)
        addIntroduction(column);

    auto *label = new QLabel(tr("&Addresses of your services, one a line"), this);
    label->setProperty("heading", true);
    label->setBuddy(m_paste);
    column->addWidget(label);
    m_paste->setObjectName(QStringLiteral("pasteUrls"));
    m_paste->setAccessibleName(tr("Addresses, one a line"));
    m_paste->setPlaceholderText(
        QStringLiteral("https://sync.example.com\nhttps://webhooks.example.com\nlocalhost:3000"));
    m_paste->setTabChangesFocus(true);
    m_paste->setFixedHeight(92);
    m_paste->installEventFilter(this);
    column->addWidget(m_paste);

    auto *row = new QHBoxLayout;
    row->setSpacing(10);
    auto *hint
        = new QLabel(tr("Looks at /metrics, /health and /readiness of each. Nothing is kept before you say so."), this);
    hint->setProperty("tone", QStringLiteral("dim"));
    hint->setWordWrap(true);
    row->addWidget(hint, 1);
    m_look->setObjectName(QStringLiteral("lookButton"));
    m_look->setProperty("primary", true);
    m_look->setToolTip(tr("Ctrl+Enter"));
    row->addWidget(m_look);
    column->addLayout(row);

    m_problem->setObjectName(QStringLiteral("addProblem"));
    m_problem->setProperty("tone", QStringLiteral("bad"));
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->hide();
    column->addWidget(m_problem);
    m_results = new QVBoxLayout;
    m_results->setSpacing(10);
    column->addLayout(m_results);
    m_keep->setObjectName(QStringLiteral("keepButton"));
    m_keep->setProperty("primary", true);
    m_keep->hide();
    column->addWidget(m_keep, 0, Qt::AlignRight);
    if (place == Place::FirstRun) {
        auto *demo
            = new QLabel(tr("Only looking around? Start “hubwatch --demo”: it plays a few services with failures, "
                            "429s and slow replies, and says so all the while."),
                         this);
        demo->setProperty("tone", QStringLiteral("dim"));
        demo->setWordWrap(true);
        demo->setTextInteractionFlags(Qt::TextSelectableByMouse);
        column->addSpacing(8);
        column->addWidget(demo);
    }

    connect(m_look, &QPushButton::clicked, this, &AddServicesPanel::look);
    connect(m_keep, &QPushButton::clicked, this, &AddServicesPanel::keep);
    connect(&m_console, &Console::discovered, this, &AddServicesPanel::showDiscovery);
    connect(&m_console, &Console::saved, this, &AddServicesPanel::showSaved);
    connect(m_paste, &QPlainTextEdit::textChanged, this,
            [this] { m_look->setEnabled(!m_paste->toPlainText().trimmed().isEmpty()); });
    m_look->setEnabled(false);
}

void AddServicesPanel::addIntroduction(QVBoxLayout *column)
{
    auto *title = new QLabel(tr("Watch your HubSpot integrations"), this);
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.6);
    large.setWeight(QFont::DemiBold);
    title->setFont(large);
    column->addWidget(title);
    auto *words
        = new QLabel(tr("Hubwatch reads the metrics your services expose and shows whether they keep their "
                        "promises: the share of HubSpot calls that fail, how often HubSpot slows them down (429), "
                        "how long calls take (p99), webhook delay and sync success. It warns before it pages, and "
                        "what it cannot see it calls unseen, never good."),
                     this);
    words->setProperty("tone", QStringLiteral("dim"));
    words->setWordWrap(true);
    column->addWidget(words);
    column->addSpacing(10);
}

void AddServicesPanel::look()
{
    const PastedUrls pasted = pastedUrls(m_paste->toPlainText());
    m_problem->setText(pasted.problems.join(u'\n'));
    m_problem->setVisible(!pasted.problems.isEmpty());
    for (DiscoveryCard *card : m_cards)
        card->deleteLater();
    m_cards.clear();
    for (const QString &url : pasted.urls) {
        auto *card = new DiscoveryCard(url, this);
        connect(card, &DiscoveryCard::changed, this, &AddServicesPanel::weigh);
        m_cards.push_back(card);
        m_results->addWidget(card);
    }
    weigh();
    if (!pasted.urls.isEmpty())
        m_console.discover(pasted.urls);
}

void AddServicesPanel::showDiscovery(const Discovery &discovery)
{
    // Names among the results must differ from each other as well as from those in force.
    Workspace taken = withServices(m_console.snapshot()->workspace, keptServices());
    for (DiscoveryCard *card : m_cards) {
        if (card->asked() == discovery.asked && !card->answered())
            return card->setDiscovery(discovery, freeName(taken, discovery.proposal.name));
    }
}

std::vector<ServiceConfig> AddServicesPanel::keptServices() const
{
    std::vector<ServiceConfig> services;
    for (const DiscoveryCard *card : m_cards) {
        if (card->kept())
            services.push_back(card->service());
    }
    return services;
}

void AddServicesPanel::weigh()
{
    const int count = int(keptServices().size());
    m_keep->setVisible(count > 0);
    m_keep->setEnabled(!m_saving);
    m_keep->setText(count == 1 ? tr("Keep and watch it") : tr("Keep and watch %1 services").arg(count));
}

void AddServicesPanel::keep()
{
    const SnapshotPtr snapshot = m_console.snapshot();
    Workspace workspace = snapshot->workspace;
    QStringList problems;
    if (!snapshot->workspaceProblems.empty())
        problems << tr("The workspace file has mistakes; saving now would overwrite them. Mend the file first.");
    for (const ServiceConfig &service : keptServices()) {
        for (const QString &problem : serviceProblems(workspace, {}, service))
            problems << QStringLiteral("%1: %2").arg(service.name.isEmpty() ? service.url.toString() : service.name,
                                                     problem);
        workspace = withServices(std::move(workspace), {service});
    }
    problems.removeDuplicates();
    m_problem->setText(problems.join(u'\n'));
    m_problem->setVisible(!problems.isEmpty());
    if (!problems.isEmpty())
        return;
    m_saving = true;
    weigh();
    m_console.save(workspace);
}

void AddServicesPanel::showSaved(const QString &problem)
{
    if (!m_saving)
        return;
    m_saving = false;
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    weigh();
    if (problem.isEmpty())
        emit added();
}

bool AddServicesPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_paste && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && key->modifiers().testFlag(Qt::ControlModifier)) {
            look();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace hubwatch::ui
