#include "ui/now/service_card.h"

#include "ui/charts/sparkline.h"
#include "ui/credentials/account_words.h"
#include "ui/source_title.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QVBoxLayout>

namespace hubwatch::ui {

namespace {

constexpr size_t cellCount = 4;
constexpr int valueWidth = 78;

int loudness(Mark mark)
{
    switch (mark) {
    case Mark::Bad: return 4;
    case Mark::Pending: return 3;
    case Mark::Warn: return 2;
    case Mark::Blind: return 1;
    case Mark::Good:
    case Mark::None:
    case Mark::NotYet: return 0;
    }
    Q_UNREACHABLE();
}

} // namespace

FigureCell::FigureCell(QWidget *parent)
    : QWidget(parent)
    , m_label(new TextLine(this))
    , m_value(new TextLine(this))
    , m_line(new Sparkline(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.88);
    m_label->setFont(small);
    column->addWidget(m_label);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_value->setFixedWidth(valueWidth);
    QFont figure = font();
    figure.setPointSizeF(figure.pointSizeF() * 1.05);
    m_value->setFont(figure);
    row->addWidget(m_value);
    m_line->setFixedHeight(34);
    m_line->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    // A figure without a line keeps its place, so that all figures of a card stand alike.
    QSizePolicy kept = m_line->sizePolicy();
    kept.setRetainSizeWhenHidden(true);
    m_line->setSizePolicy(kept);
    row->addWidget(m_line, 1);
    column->addLayout(row);
}

void FigureCell::setFigure(const Figure &figure, const Trace *trace)
{
    m_label->setRuns({{figure.label, Tone::Dim}});
    m_value->setRuns({{figure.value, toneOf(figure.mark), true}});
    // In steps, so that the line does not move with every digit.
    m_value->setFixedWidth(std::max(valueWidth, (m_value->sizeHint().width() + 15) / 16 * 16));
    m_line->setVisible(!figure.lineless);
    m_line->setUnit(figure.unit);
    m_line->setTrace(trace ? *trace : Trace{.signal = figure.signal}, figure.thresholds, figure.mark);
    const QString words = figure.details.isEmpty()
        ? QStringLiteral("%1: %2").arg(figure.label, figure.value)
        : QStringLiteral("%1: %2 (%3)").arg(figure.label, figure.value, figure.details);
    setAccessibleName(words);
    setToolTip(words);
}

ServiceCard::ServiceCard(QWidget *parent)
    : Panel(parent)
    , m_head(new TextLine(this))
    , m_reach(new TextLine(this))
    , m_row(new QWidget(this))
    , m_lane(new LaneRibbon(this))
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 10, 14, 10);
    column->setSpacing(7);
    auto *head = new QHBoxLayout;
    head->setSpacing(16);
    QFont name = font();
    name.setPointSizeF(name.pointSizeF() * 1.05);
    m_head->setFont(name);
    m_head->setObjectName(QStringLiteral("serviceHead"));
    m_reach->setObjectName(QStringLiteral("serviceReach"));
    m_reach->setRightAligned(true);
    head->addWidget(m_head, 1);
    head->addWidget(m_reach);
    column->addLayout(head);
    auto *row = new QHBoxLayout(m_row);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(24);
    for (size_t i = 0; i < cellCount; ++i) {
        m_cells.push_back(new FigureCell(m_row));
        m_cells.back()->setAttribute(Qt::WA_TransparentForMouseEvents, false);
        row->addWidget(m_cells.back(), 1);
        // One or two figures do not grow as wide as the card: the first three places are always there.
        QSizePolicy policy = m_cells.back()->sizePolicy();
        policy.setRetainSizeWhenHidden(i < 3);
        m_cells.back()->setSizePolicy(policy);
    }
    column->addWidget(m_row);
    m_lane->setObjectName(QStringLiteral("lane"));
    column->addWidget(m_lane);
}

void ServiceCard::setLane(const StateLane &lane)
{
    m_lane->setLane(lane);
}

void ServiceCard::setService(const ServiceState &service, const std::vector<Rule> &rules, TimePoint now)
{
    show(service, summaryOf(service), reachText(service, now), figuresOf(service, rules));
}

void ServiceCard::setAccount(const ServiceState &service, const AccountState &account, const std::vector<Rule> &rules,
                             TimePoint now)
{
    show(service, accountSummary(service, account, now), freshnessText(account, now).word,
         accountFigures(service, account, rules, now));
}

void ServiceCard::show(const ServiceState &service, const ServiceSummary &summary, const QString &reach,
                       const std::vector<Figure> &figures)
{
    m_name = service.config.name;
    const QString title = sourceTitle(m_name);
    setObjectName(QStringLiteral("service-") + m_name);
    m_head->setMark(summary.mark);
    m_head->setRuns({{title, Tone::Normal, true}, {summary.word, toneOf(summary.mark)}});
    m_reach->setRuns({{reach, Tone::Dim}});
    setAccessibleName(QStringLiteral("%1: %2").arg(title, summary.word));
    setAccessibleDescription(m_reach->text());

    m_row->setVisible(!figures.empty());
    m_signal = figures.empty() ? QString() : figures.front().signal;
    int loudest = 0;
    for (size_t i = 0; i < m_cells.size(); ++i) {
        m_cells[i]->setVisible(i < figures.size());
        if (i >= figures.size())
            continue;
        m_cells[i]->setFigure(figures[i], traceOf(service, figures[i].signal));
        if (loudness(figures[i].mark) > loudest) {
            loudest = loudness(figures[i].mark);
            m_signal = figures[i].signal;
        }
    }
}

void ServiceCard::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)
        emit opened(m_name, m_signal);
    else
        Panel::keyPressEvent(event);
}

void ServiceCard::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        emit opened(m_name, m_signal);
    Panel::mouseReleaseEvent(event);
}

} // namespace hubwatch::ui
