#include "ui/now/state_lanes.h"

#include "ui/format.h"
#include "ui/theme.h"

#include <QPainter>
#include <algorithm>
#include <array>
#include <map>

namespace hubwatch::ui {

namespace {

constexpr Duration laneLength = 24h;
constexpr size_t mostLaneEvents = 200; ///< as many a snapshot holds; a full list has lost older ones

std::optional<Mark> laneMark(const QString &state)
{
    if (state == u"firing")
        return Mark::Bad;
    if (state == u"pending")
        return Mark::Pending;
    if (state == u"unreachable")
        return Mark::Blind;
    return std::nullopt;
}

bool tellsOfState(const Event &event)
{
    return event.kind == Event::Kind::Alert || (event.kind == Event::Kind::Source && event.subject == u"metrics");
}

/// One rule's, or one endpoint's, state as it goes.
struct Course {
    std::optional<Mark> mark = {};
    TimePoint since = {};
};

using Courses = std::map<std::pair<QString, QString>, Course>; ///< by service, and rule or endpoint

void closeSpan(StateLane &lane, const Course &course, TimePoint at)
{
    if (course.mark && at > course.since)
        lane.spans.push_back({.from = course.since, .to = at, .mark = *course.mark});
}

/// What stands now and began before any event that is kept.
void addStanding(const ServiceState &service, StateLane &lane, const Courses &courses)
{
    const auto add = [&](const QString &what, Mark mark, TimePoint since) {
        // Most services have no events at all: nothing is looked up then.
        const auto course = courses.empty() ? courses.end() : courses.find({service.config.name, what});
        if (course == courses.end() || !course->second.mark)
            closeSpan(lane, {mark, std::max(lane.from, since)}, lane.to);
    };
    for (const Alert &alert : service.alerts) {
        if (alert.state == Alert::State::Firing)
            add(alert.rule, Mark::Bad, alert.since);
        else if (alert.state == Alert::State::Pending)
            add(alert.rule, Mark::Pending, alert.since);
    }
    if (service.metrics.reach == EndpointState::Reach::Unreachable)
        add(QStringLiteral("metrics"), Mark::Blind, service.metrics.since.value_or(lane.to));
}

} // namespace

QHash<QString, StateLane> stateLanes(const Snapshot &snapshot)
{
    const TimePoint from = snapshot.at - laneLength;
    TimePoint knownFrom = from;
    if (snapshot.events.size() >= mostLaneEvents)
        knownFrom = std::max(from, snapshot.events.back().at);
    QHash<QString, StateLane> lanes;
    for (const ServiceState &service : snapshot.services)
        lanes.insert(service.config.name, {.from = from, .to = snapshot.at, .knownFrom = knownFrom});

    Courses courses;
    for (auto event = snapshot.events.rbegin(); event != snapshot.events.rend(); ++event) {
        const auto lane = lanes.find(event->service);
        if (lane == lanes.end() || !tellsOfState(*event) || event->at < from || event->at > snapshot.at)
            continue;
        const auto [place, first] = courses.try_emplace({event->service, event->subject});
        Course &course = place->second;
        if (first)
            course = {laneMark(event->from), knownFrom};
        closeSpan(*lane, course, event->at);
        course = {laneMark(event->to), event->at};
        lane->fired += event->kind == Event::Kind::Alert && event->to == u"firing" ? 1 : 0;
    }
    for (const ServiceState &service : snapshot.services)
        addStanding(service, lanes[service.config.name], courses);
    for (const auto &[key, course] : courses)
        closeSpan(lanes[key.first], course, snapshot.at);
    return lanes;
}

LaneRibbon::LaneRibbon(QWidget *parent)
    : QWidget(parent)
{
    setFixedHeight(sizeHint().height());
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.8);
    setFont(small);
}

void LaneRibbon::setLane(const StateLane &lane)
{
    if (lane == m_lane)
        return;
    m_lane = lane;
    const QString count = lane.fired == 1 ? tr("fired once") : tr("fired %1 times").arg(lane.fired);
    QString words = tr("Last 24 h: %1").arg(lane.fired > 0 ? count : tr("nothing fired"));
    if (lane.knownFrom > lane.from)
        words += tr("; not known before %1").arg(minuteText(lane.knownFrom));
    setAccessibleName(words);
    setToolTip(words);
    update();
}

void LaneRibbon::paintEvent(QPaintEvent *)
{
    if (m_lane.to <= m_lane.from)
        return;
    QPainter painter(this);
    const Theme &theme = themeOf(this);
    const int left = fontMetrics().horizontalAdvance(QStringLiteral("24 h")) + 10;
    const QString count = m_lane.fired > 0 ? tr("fired %1 ×").arg(m_lane.fired) : QString();
    const int right = fontMetrics().horizontalAdvance(tr("fired %1 ×").arg(88)) + 10;
    painter.setPen(theme.textMute);
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter, QStringLiteral("24 h"));
    painter.setPen(m_lane.fired > 1 ? theme.textDim : theme.textMute);
    painter.drawText(rect(), Qt::AlignRight | Qt::AlignVCenter, count);

    const QRect band(left, height() / 2 - 2, width() - left - right, 4);
    const auto place = [&](TimePoint at) {
        return band.left()
            + int(double(band.width()) * double((at - m_lane.from).count())
                  / double((m_lane.to - m_lane.from).count()));
    };
    painter.fillRect(band, theme.raised);
    if (m_lane.knownFrom > m_lane.from)
        painter.fillRect(QRect(band.left(), band.top(), place(m_lane.knownFrom) - band.left(), band.height()),
                         blindHatch(theme));
    // What is louder lies above.
    for (const Mark mark : std::array{Mark::Blind, Mark::Pending, Mark::Bad}) {
        for (const StateLane::Span &span : m_lane.spans) {
            if (span.mark != mark)
                continue;
            const int at = place(span.from);
            const QRect bar(at, band.top(), std::max(2, place(span.to) - at), band.height());
            if (mark == Mark::Blind) {
                painter.fillRect(bar, theme.panel);
                painter.fillRect(bar, blindHatch(theme));
            } else {
                painter.fillRect(bar, colorOf(mark, theme));
            }
        }
    }
    painter.setPen(theme.line);
    for (int hour = 6; hour < 24; hour += 6) {
        const int at = band.left() + band.width() * hour / 24;
        painter.drawLine(at, band.top() - 2, at, band.top() - 1);
    }
}

} // namespace hubwatch::ui
