#include "ui/charts/chart_panel.h"

#include "ui/charts/chart_table.h"
#include "ui/charts/panel_header.h"
#include "ui/charts/plot_legend.h"
#include "ui/charts/plot_view.h"
#include "ui/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QStackedLayout>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace hubwatch::ui {

namespace {

constexpr int linePanelHeight = 244;
constexpr int stateRowHeight = 28;
constexpr double panelRadius = 6;

} // namespace

ChartPanel::ChartPanel(const PanelSpec &spec, QWidget *parent)
    : QFrame(parent)
    , m_spec(spec)
    , m_header(new PanelHeader(this))
    , m_menu(new QToolButton(this))
    , m_body(new QWidget(this))
    , m_stack(new QStackedLayout(m_body))
    , m_plot(new PlotView(m_body))
    , m_legend(new PlotLegend(this))
    , m_model(new ChartTableModel(this))
    , m_message(new QLabel(this))
{
    setObjectName(QStringLiteral("panel:") + spec.key);
    setFocusPolicy(Qt::TabFocus);
    setFixedHeight(linePanelHeight);
    setMinimumWidth(280);
    m_header->setObjectName(QStringLiteral("header"));
    m_plot->setObjectName(QStringLiteral("plot"));
    m_legend->setObjectName(QStringLiteral("legend"));
    m_table = makeChartTable(m_model, m_body);

    m_message->setObjectName(QStringLiteral("message"));
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setForegroundRole(QPalette::PlaceholderText);
    m_message->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_message->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 8, 14, 8);
    layout->setSpacing(4);
    auto *top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(m_header, 1);
    top->addWidget(m_menu, 0, Qt::AlignVCenter);
    layout->addLayout(top);
    layout->addWidget(m_legend);
    layout->addWidget(m_body, 1);
    m_stack->setContentsMargins(0, 0, 0, 0);
    m_stack->addWidget(m_plot);
    m_stack->addWidget(m_table);
    makeMenu();
    setSpec(spec);
}

void ChartPanel::makeMenu()
{
    m_menu->setObjectName(QStringLiteral("panelMenu"));
    m_menu->setText(QStringLiteral("⋯"));
    m_menu->setAutoRaise(true);
    m_menu->setPopupMode(QToolButton::InstantPopup);
    m_menu->setFixedSize(24, 24);
    m_menu->setStyleSheet(QStringLiteral("QToolButton::menu-indicator { image: none; }"));
    auto *menu = new QMenu(m_menu);
    QAction *table = menu->addAction(tr("Table"));
    table->setCheckable(true);
    connect(menu, &QMenu::aboutToShow, table, [this, table] { table->setChecked(m_tableShown); });
    connect(table, &QAction::triggered, this, [this](bool on) {
        setTableShown(on);
        emit tableWanted(on);
    });
    connect(menu->addAction(tr("Copy summary")), &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(summary()); });
    menu->addSeparator();
    for (const char *ending : {"png", "svg", "csv"}) {
        const QString kind = QString::fromLatin1(ending);
        connect(menu->addAction(tr("Export %1…").arg(kind.toUpper())), &QAction::triggered, this,
                [this, kind] { emit exportWanted(kind); });
    }
    if (m_spec.explored()) {
        menu->addSeparator();
        QAction *remove = menu->addAction(tr("Remove"));
        remove->setObjectName(QStringLiteral("remove"));
        connect(remove, &QAction::triggered, this, &ChartPanel::removeWanted);
    }
    m_menu->setMenu(menu);
}

void ChartPanel::setSpec(const PanelSpec &spec)
{
    m_spec = spec;
    m_header->setTitle(spec.title);
    m_menu->setAccessibleName(tr("Actions for %1").arg(spec.title));
    m_table->setAccessibleName(tr("%1 as a table").arg(spec.title));
    m_plot->setAccessibleName(spec.title);
    setAccessibleName(spec.title);
    showPicture();
}

void ChartPanel::setAnswer(const ChartAnswerPtr &answer, const QStringList &order, Zone zone)
{
    m_slow = false;
    m_header->setReading(false);
    const bool keepOld = answer && answer->error && m_answer && !m_answer->error && !m_plot->picture().empty();
    m_order = order;
    m_zone = zone;
    if (keepOld) { // the picture stands; the words say that it is old
        Headline headline = m_header->headline();
        headline.evidence = tr("could not read on: %1").arg(answer->error->detail);
        headline.mark = Mark::Blind;
        return m_header->setHeadline(headline);
    }
    m_answer = answer;
    showPicture();
}

void ChartPanel::setZone(Zone zone)
{
    m_zone = zone;
    showPicture();
}

void ChartPanel::setLive(std::optional<Headline> headline)
{
    m_live = std::move(headline);
    showHeadline();
    showMessage();
}

void ChartPanel::setSlow()
{
    m_slow = true;
    m_header->setReading(m_answer != nullptr);
    showMessage();
}

void ChartPanel::setTableShown(bool shown)
{
    m_tableShown = shown;
    m_stack->setCurrentWidget(shown ? m_table : static_cast<QWidget *>(m_plot));
    m_legend->setLines(shown ? std::vector<PlotLine>() : m_plot->picture().lines);
    if (shown)
        m_model->setAnswer(m_answer, m_spec.unit, m_zone);
    showMessage();
}

void ChartPanel::setCrosshair(std::optional<TimePoint> at)
{
    m_plot->setCrosshair(at);
    m_header->setCrosshair(at && m_answer ? crosshairText(m_plot->picture(), *at) : QString());
}

void ChartPanel::setBlind(bool blind)
{
    m_blind = blind;
    m_plot->setBlind(blind);
    showHeadline();
}

void ChartPanel::setCompact(bool compact)
{
    m_compact = compact;
    showPicture();
}

void ChartPanel::showPicture()
{
    if (m_answer) {
        const PlotPicture picture = plotPicture(m_spec, *m_answer, m_order, m_zone);
        m_plot->setPicture(picture);
        m_legend->setLines(m_tableShown ? std::vector<PlotLine>() : picture.lines);
        const int rows = 110 + stateRowHeight * std::max(2, int(picture.rows.size()));
        setFixedHeight(m_compact && picture.stateRows ? rows : std::max(linePanelHeight, rows));
        if (m_tableShown)
            m_model->setAnswer(m_answer, m_spec.unit, m_zone);
        m_header->setCrosshair(m_plot->crosshair() ? crosshairText(picture, *m_plot->crosshair()) : QString());
    }
    showHeadline();
    showMessage();
}

void ChartPanel::showHeadline()
{
    Headline headline;
    if (m_live)
        headline = *m_live;
    else if (m_answer)
        headline = pastHeadline(m_spec, *m_answer, m_zone);
    if (m_blind) {
        headline.mark = Mark::Blind;
        headline.evidence = tr("not seen now");
    }
    m_header->setHeadline(headline);
    m_plot->setAccessibleDescription(summary());
    setAccessibleDescription(summary());
}

void ChartPanel::showMessage()
{
    QString words;
    if (!m_answer) {
        words = m_slow ? tr("Reading the history…") : QString();
    } else if (m_answer->error) {
        words = tr("The history could not be read.\n%1\nThe next poll tries again.").arg(m_answer->error->detail);
    } else if (m_plot->picture().empty()) {
        words = m_spec.explored() ? tr("No samples in this range. Choose a longer one.")
                                  : tr("No figure in this range: nothing was counted, or nothing was polled yet.");
    }
    m_message->setText(words);
    m_message->setVisible(!words.isEmpty());
    m_message->raise();
}

QString ChartPanel::summary() const
{
    return m_answer ? summarySentence(m_spec, m_header->headline(), *m_answer, m_zone)
                    : tr("%1: not read yet.").arg(m_spec.title);
}

void ChartPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = themeOf(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(theme.panel);
    painter.setPen(hasFocus() ? QPen(theme.accent, 2) : QPen(theme.line, 1));
    const double inset = hasFocus() ? 1 : 0.5;
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), panelRadius, panelRadius);
}

void ChartPanel::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    m_message->setGeometry(rect().adjusted(40, 60, -40, -40));
}

} // namespace hubwatch::ui
