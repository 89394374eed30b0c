#include "ui/batch/pace_chart.h"

#include "ui/batch/job_words.h"
#include "ui/batch/limit_words.h"
#include "ui/charts/plot_view.h"
#include "ui/credentials/dialog_parts.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <algorithm>

namespace hubwatch::ui {

namespace {

/// A 429 says how many seconds to wait; what holds longer is a park.
constexpr Duration longestHold = 5min;

QString paceWord(const char *text)
{
    return QCoreApplication::translate("batch", text);
}

PlotMark holdMark(TimePoint from, Duration held)
{
    PlotMark mark{.at = from};
    mark.word
        = held < longestHold ? paceWord("429: held %1").arg(spanText(held)) : paceWord("parked %1").arg(spanText(held));
    mark.words = held < longestHold ? paceWord("HubSpot asked to wait: nothing went out for %1").arg(spanText(held))
                                    : paceWord("nothing went out for %1").arg(spanText(held));
    return mark;
}

std::vector<PlotMark> holdsIn(const std::vector<PaceMeter::Point> &points)
{
    std::vector<PlotMark> marks;
    const Duration grain = points[1].at - points[0].at;
    for (size_t at = 0; at < points.size(); ++at) {
        if (!points[at].held)
            continue;
        const size_t first = at;
        while (at + 1 < points.size() && points[at + 1].held)
            ++at;
        marks.push_back(holdMark(points[first].at, points[at].at - points[first].at + grain));
    }
    return marks;
}

/// Why there is no line: one needs two points, and a point is ten seconds.
QString paceLack(const BatchJob &job)
{
    const JobState &state = job.progress.state;
    if (!state.startedAt)
        return paceWord("It has not begun.");
    if (state.phase != JobState::Phase::Running || isInterrupted(job))
        return paceWord("The run was too short to draw, or its pace was not kept.");
    return job.progress.piles.done > 0 ? paceWord("It is drawn after twenty seconds.")
                                       : paceWord("Nothing answered yet.");
}

} // namespace

PlotPicture pacePicture(const std::vector<PaceMeter::Point> &points, double goal)
{
    PlotPicture picture{.unit = Unit::PerSecond};
    if (points.size() < 2)
        return picture;
    picture.from = points.front().at;
    picture.to = points.back().at;
    QList<QPointF> run;
    double high = goal;
    for (const PaceMeter::Point &point : points) {
        run << QPointF(double(point.at.time_since_epoch().count()), point.rowsPerSecond);
        high = std::max(high, point.rowsPerSecond);
    }
    picture.scale = valueScale(0, std::max(high * 1.05, 1.0), Unit::PerSecond);
    picture.lines = {{.name = paceWord("records a second"), .runs = {run}}};
    if (goal > 0) {
        const QString label = paceWord("goal %1").arg(valueText(goal, Unit::Number));
        picture.levels
            = {{.value = goal, .side = Rule::Side::Below, .word = paceWord("goal"), .label = label, .goal = true}};
    }
    picture.marks = holdsIn(points);
    return picture;
}

PaceChart::PaceChart(QWidget *parent)
    : Panel(parent)
    , m_now(new TextLine(this))
    , m_plot(new PlotView(this))
    , m_empty(dialogNote({}, this))
    , m_stack(new QStackedWidget(this))
{
    setObjectName(QStringLiteral("paceChart"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 12, 14, 6);
    column->setSpacing(4);
    auto *head = new QHBoxLayout;
    head->addWidget(dialogHeading(tr("Throughput"), this));
    m_now->setObjectName(QStringLiteral("paceNow"));
    m_now->setRightAligned(true);
    head->addWidget(m_now, 1);
    column->addLayout(head);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setObjectName(QStringLiteral("paceEmpty"));
    m_stack->addWidget(m_plot);
    m_stack->addWidget(m_empty);
    column->addWidget(m_stack, 1);
    m_plot->setMinimumHeight(100);
    connect(m_plot, &PlotView::hovered, m_plot, [this](TimePoint at) { m_plot->setCrosshair(at); });
    connect(m_plot, &PlotView::hoverEnded, m_plot, [this] { m_plot->setCrosshair(std::nullopt); });
}

void PaceChart::show(const BatchJob &job)
{
    const std::vector<PaceMeter::Point> &points = job.progress.pace;
    const PlotPicture picture = pacePicture(points, goalOf(job));
    m_stack->setCurrentWidget(picture.lines.empty() ? static_cast<QWidget *>(m_empty) : m_plot);
    m_empty->setText(paceLack(job));
    if (picture.lines.empty()) {
        m_now->setRuns({{tr("records / s"), Tone::Dim}});
        return;
    }
    m_plot->setPicture(picture);
    m_plot->setGutters(m_plot->wantedGutters());
    const QString now = valueText(points.back().rowsPerSecond, Unit::Number);
    const bool runs = job.progress.state.phase == JobState::Phase::Running && !isInterrupted(job);
    m_now->setRuns(runs ? std::vector<TextRun>{{now, Tone::Normal, true}, {tr("records / s"), Tone::Dim}}
                        : std::vector<TextRun>{{tr("records / s"), Tone::Dim}});
    setAccessibleName(runs ? tr("Throughput: %1 records a second").arg(now) : tr("Throughput"));
}

} // namespace hubwatch::ui
