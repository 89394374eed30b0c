#include "ui/readiness/readiness_summary.h"

#include "ui/batch/wizard_parts.h"
#include "ui/credentials/dialog_parts.h"
#include "ui/now/key_button.h"
#include "ui/readiness/readiness_words.h"
#include "ui/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QSignalBlocker>
#include <algorithm>

namespace hubwatch::ui {

namespace {

constexpr int mostServiceLetters = 28;
constexpr int mostCounts = 8;

/// A tag is a fact beside the figures: a hairline around small words.
QLabel *tag(const char *name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(QString::fromLatin1(name));
    label->setProperty("key", true);
    label->setTextFormat(Qt::PlainText);
    QFont small = label->font();
    small.setPointSizeF(small.pointSizeF() * 0.9);
    label->setFont(small);
    label->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    return label;
}

KeyButton *keyButton(QAction *action, const QString &cap, QWidget *parent)
{
    auto *button = new KeyButton(action->text(), cap, parent);
    button->setObjectName(action->objectName() + QStringLiteral("Button"));
    button->setAutoDefault(false);
    const auto follow = [button, action] {
        button->setEnabled(action->isEnabled());
        button->setToolTip(action->toolTip());
        button->setAccessibleDescription(action->toolTip());
    };
    follow();
    QObject::connect(action, &QAction::changed, button, follow);
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    return button;
}

} // namespace

ReadinessSummary::ReadinessSummary(const SummaryActions &actions, QMenu *reports, QWidget *parent)
    : Panel(parent)
    , m_figure(new QLabel(this))
    , m_of(new QLabel(this))
    , m_services(new StillBox("readinessService", tr("Service"), this))
    , m_service(tag("readinessServiceTag", this))
    , m_level(tag("readinessLevel", this))
    , m_ready(new TextLine(this))
    , m_rest(new TextLine(this))
    , m_report(dialogButton("reportButton", tr("Report ▾"), this))
    , m_run(keyButton(actions.runAll, QStringLiteral("R"), this))
    , m_cancel(keyButton(actions.cancel, tr("Esc"), this))
{
    setObjectName(QStringLiteral("readinessSummary"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(14, 10, 14, 10);
    row->setSpacing(12);
    auto *column = new QVBoxLayout;
    column->setSpacing(2);
    auto *first = new QHBoxLayout;
    first->setSpacing(12);
    auto *passed = new QHBoxLayout;
    passed->setSpacing(5);
    m_figure->setObjectName(QStringLiteral("readinessFigure"));
    QFont big = font();
    big.setPixelSize(22);
    big.setWeight(QFont::DemiBold);
    m_figure->setFont(big);
    m_of->setObjectName(QStringLiteral("readinessOf"));
    QFont strong = font();
    strong.setPointSizeF(strong.pointSizeF() * 1.1);
    strong.setWeight(QFont::DemiBold);
    m_of->setFont(strong);
    m_of->setProperty("tone", QStringLiteral("dim"));
    passed->addWidget(m_figure, 0, Qt::AlignBaseline);
    passed->addWidget(m_of, 0, Qt::AlignBaseline);
    first->addLayout(passed);
    for (int i = 0; i < mostCounts; ++i) {
        auto *line = new TextLine(this);
        line->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        m_counts.push_back(line);
        first->addWidget(line);
    }
    m_services->setMinimumContentsLength(14);
    m_services->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_services->setMaximumWidth(240);
    first->addWidget(m_services);
    first->addWidget(m_service);
    first->addWidget(m_level);
    first->addStretch(1);
    column->addLayout(first);
    auto *second = new QHBoxLayout;
    second->setSpacing(16);
    m_ready->setObjectName(QStringLiteral("readyLine"));
    m_ready->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_rest->setObjectName(QStringLiteral("ranLine"));
    m_rest->setGap(5);
    second->addWidget(m_ready);
    second->addWidget(m_rest, 1);
    column->addLayout(second);
    row->addLayout(column, 1);
    auto *more = dialogButton("checklistButton", tr("Checklist ▾"), this);
    auto *menu = new QMenu(more);
    menu->addAction(actions.setUp);
    menu->addAction(actions.setBaseline);
    more->setMenu(menu);
    m_report->setMenu(reports);
    more->setAccessibleName(tr("Checklist"));
    m_report->setAccessibleName(tr("Report"));
    for (QPushButton *menus : {more, m_report}) // the arrow stands in the words
        menus->setStyleSheet(QStringLiteral("QPushButton::menu-indicator { image: none; width: 0; }"));
    m_run->setProperty("primary", true);
    for (QPushButton *button : std::initializer_list<QPushButton *>{more, m_report, m_run, m_cancel})
        row->addWidget(button, 0, Qt::AlignVCenter);
    connect(m_services, &QComboBox::activated, this,
            [this](int at) { emit serviceChosen(m_services->itemData(at).toString()); });
}

void ReadinessSummary::show(const ReadinessState &state, const ServiceReadiness &service, TimePoint now)
{
    const StandingCounts counts = standingCounts(service.readiness);
    m_figure->setText(QString::number(counts.pass));
    m_of->setText(tr("of %1 pass").arg(counts.judged));
    size_t next = 0;
    const auto count = [&](Mark mark, int number, const QString &words, Tone tone = Tone::Normal) {
        TextLine *line = m_counts[next++];
        line->setVisible(number > 0);
        line->setMark(mark);
        line->setRuns({{words.arg(number), tone}});
        line->updateGeometry();
    };
    count(Mark::Warn, counts.warn, tr("%1 warn"));
    count(Mark::Bad, counts.fail, tr("%1 fail"));
    count(Mark::Bad, counts.expired, tr("%1 expired"));
    count(Mark::Blind, counts.error, tr("%1 error"));
    count(Mark::Blind, counts.stale, tr("%1 stale"));
    count(Mark::NotYet, counts.notRun, tr("%1 not run"));
    count(Mark::None, counts.waived, tr("%1 waived"));
    count(Mark::None, counts.notApplicable, tr("%1 not applicable"), Tone::Dim);
    showServices(state, service.readiness.service);
    m_level->setText(levelText(service.readiness.level));
    const MarkedWord ready = readyWord(service);
    m_ready->setMark(ready.mark);
    const bool calm = ready.mark == Mark::NotYet;
    m_ready->setRuns({{ready.word, calm ? Tone::Normal : toneOf(ready.mark), true}});
    m_ready->updateGeometry();
    std::vector<TextRun> rest;
    if (ready.mark == Mark::Bad && !service.problem.isEmpty())
        rest = {{tr("· one checklist file cannot be read ·"), Tone::Blind}};
    std::ranges::move(baselineRuns(service.readiness, now), std::back_inserter(rest));
    rest.push_back({QStringLiteral("·"), Tone::Mute});
    rest.push_back({ranText(service, now), Tone::Dim});
    m_rest->setRuns(std::move(rest));
    const bool running = isRunning(service);
    const bool focused = m_run->hasFocus() || m_cancel->hasFocus();
    m_run->setVisible(!running);
    m_cancel->setVisible(running);
    if (focused)
        (running ? m_cancel : m_run)->setFocus(Qt::OtherFocusReason);
    m_report->setEnabled(service.configured);
    m_share = running && service.planned > 0 ? double(service.ended) / service.planned : -1;
    setAccessibleName(text());
    update();
}

QString ReadinessSummary::text() const
{
    QStringList parts{m_figure->text() + u' ' + m_of->text()};
    for (const TextLine *line : m_counts)
        if (!line->isHidden())
            parts << line->text();
    return parts.join(QStringLiteral(", ")) + QStringLiteral(". ") + m_ready->text() + QStringLiteral(". ")
        + m_rest->text();
}

void ReadinessSummary::showServices(const ReadinessState &state, const QString &service)
{
    m_services->setVisible(state.services.size() > 1);
    m_service->setVisible(state.services.size() == 1);
    m_service->setText(oneLine(service, mostServiceLetters));
    QStringList names;
    for (const ServiceReadiness &one : state.services)
        names << one.readiness.service;
    QStringList shown;
    for (int at = 0; at < m_services->count(); ++at)
        shown << m_services->itemData(at).toString();
    const QSignalBlocker quiet(m_services);
    if (names != shown) {
        m_services->clear();
        for (const QString &name : names)
            m_services->addItem(oneLine(name, mostServiceLetters), name);
    }
    m_services->choose(service);
}

void ReadinessSummary::paintEvent(QPaintEvent *event)
{
    Panel::paintEvent(event);
    if (m_share < 0)
        return;
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    const QRectF way(6, height() - 3, width() - 12, 2);
    painter.fillRect(way, theme.line);
    painter.fillRect(QRectF(way.left(), way.top(), way.width() * m_share, way.height()), theme.accent);
}

} // namespace hubwatch::ui
