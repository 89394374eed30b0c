#include "app/triage/endpoint_calls.h"

#include "app/triage/endpoint_advice.h"
#include "signals/tally.h"

#include <algorithm>
#include <cmath>

namespace hubwatch {

namespace {

constexpr double standardErrors = 3;
constexpr double leastChange = 0.1;

EndpointCalls::Cell cellOf(double now, Duration nowSeen, double before, Duration beforeSeen)
{
    const double scale = beforeSeen > Duration::zero() ? double(nowSeen.count()) / double(beforeSeen.count()) : 0;
    return {.now = now, .before = before * scale, .changed = rateChanged(now, nowSeen, before, beforeSeen)};
}

} // namespace

QString foldedStatus(const std::string *status)
{
    if (!status || status->empty())
        return QStringLiteral("unknown");
    const bool number
        = status->size() == 3 && std::ranges::all_of(*status, [](char c) { return c >= '0' && c <= '9'; });
    if (*status == "success" || (number && status->front() == '2'))
        return QStringLiteral("success");
    if (number && status->front() == '5')
        return QStringLiteral("5xx");
    return QString::fromStdString(*status);
}

double rateDistance(double now, Duration nowSeen, double before, Duration beforeSeen)
{
    if (nowSeen <= Duration::zero() || beforeSeen <= Duration::zero())
        return 0;
    constexpr double stabilizer = 3.0 / 8;
    const double ratio = double(nowSeen.count()) / double(beforeSeen.count());
    return 2 * (std::sqrt(now + stabilizer) - std::sqrt(ratio * (before + stabilizer))) / std::sqrt(1 + ratio);
}

bool rateChanged(double now, Duration nowSeen, double before, Duration beforeSeen)
{
    if (std::abs(rateDistance(now, nowSeen, before, beforeSeen)) < standardErrors)
        return false;
    const double expected = before * double(nowSeen.count()) / double(beforeSeen.count());
    return std::abs(now - expected) >= leastChange * std::max(now, expected);
}

CallTable::CallTable(QString service, const MetricNames &names, Duration interval, const TriageQuestion &question)
    : m_service(std::move(service))
    , m_metric(names.calls)
    , m_beforeFrom(question.from - question.before)
    , m_from(question.from)
    , m_to(question.to)
    , m_longestGap(Tally::longestGap(interval))
    , m_increases(m_longestGap)
{ }

Result<void> CallTable::read(const Store &store, TimePoint from, TimePoint to)
{
    std::vector<StoredSeries> series;
    bool placed = false;
    return store.visit(
        m_service,
        [&](const StoredSeries &stored) {
            const bool wanted = stored.id.metric == m_metric || motionOf(stored) == SeriesMotion::Process;
            if (wanted)
                series.push_back(stored);
            return wanted;
        },
        from, to,
        [&](TimePoint at, std::span<const double> values) {
            m_stored = true;
            if (!std::exchange(placed, true))
                place(series);
            take(m_increases.take(at, values));
        });
}

void CallTable::place(const std::vector<StoredSeries> &series)
{
    // The names of calls decide what counts up here, as in Tally, whatever type the service declares.
    std::vector<StoredSeries> followed = series;
    for (StoredSeries &one : followed)
        if (one.id.metric == m_metric)
            one.type = MetricType::Counter;
    m_increases.follow(std::move(followed));
    m_places.clear();
    for (const StoredSeries &one : series) {
        Place place;
        if (one.id.metric == m_metric) {
            m_exposed = true;
            if (const std::string *endpoint = labelValue(one.id.labels, "endpoint")) {
                m_labelled = true;
                place.endpoint = QString::fromStdString(*endpoint);
            }
            place.status = foldedStatus(labelValue(one.id.labels, "status"));
        }
        m_places.push_back(std::move(place));
    }
}

void CallTable::take(const Increases::Step &step)
{
    const bool now = step.at > m_from && step.at <= m_to;
    const bool before = step.at > m_beforeFrom && step.at <= m_from;
    if (step.first || (!now && !before))
        return;
    (now ? m_nowSeen : m_beforeSeen) += step.seen;
    for (size_t k = 0; k < m_places.size(); ++k) {
        const Place &place = m_places[k];
        if (place.status.isEmpty() || step.by[k] <= 0)
            continue;
        if (step.lost) {
            m_lost += now ? step.by[k] : 0;
            continue;
        }
        Cell &cell = m_cells[place.endpoint][place.status];
        (now ? cell.now : cell.before) += step.by[k];
    }
}

std::vector<CallTable::RankedCalls> CallTable::rows() const
{
    std::vector<RankedCalls> rows;
    for (const auto &[endpoint, cells] : m_cells) {
        RankedCalls one{.row = {.service = m_service, .endpoint = endpoint}};
        Cell all;
        for (const auto &[status, cell] : cells) {
            one.row.byStatus[status] = cellOf(cell.now, m_nowSeen, cell.before, m_beforeSeen);
            all.now += cell.now;
            all.before += cell.before;
            one.failed += status == u"success" ? 0 : cell.now;
            if (one.row.byStatus[status].changed)
                one.distance
                    = std::max(one.distance, std::abs(rateDistance(cell.now, m_nowSeen, cell.before, m_beforeSeen)));
        }
        one.row.all = cellOf(all.now, m_nowSeen, all.before, m_beforeSeen);
        one.row.advice = endpointAdvice(one.row, m_nowSeen);
        rows.push_back(std::move(one));
    }
    return rows;
}

std::vector<EndpointCalls> mostChangedFirst(std::vector<CallTable::RankedCalls> ranked)
{
    std::ranges::stable_sort(ranked, [](const CallTable::RankedCalls &a, const CallTable::RankedCalls &b) {
        if (a.distance != b.distance)
            return a.distance > b.distance;
        if (a.failed != b.failed)
            return a.failed > b.failed;
        return a.row.all.now > b.row.all.now;
    });
    std::vector<EndpointCalls> rows;
    for (CallTable::RankedCalls &one : ranked)
        rows.push_back(std::move(one.row));
    return rows;
}

QStringList CallTable::notes() const
{
    QStringList notes;
    if (!m_stored)
        notes << QStringLiteral("%1: nothing is stored of this time").arg(m_service);
    else if (!m_exposed)
        notes << QStringLiteral("%1 exposes no %2").arg(m_service, QString::fromStdString(m_metric));
    else if (!m_labelled)
        notes << QStringLiteral("%1 exposes no endpoint label").arg(m_service);
    if (m_exposed && m_nowSeen <= Duration::zero())
        notes << QStringLiteral("%1: nothing was seen in the window").arg(m_service);
    else if (m_exposed && m_beforeSeen <= Duration::zero())
        notes << QStringLiteral("%1: nothing to compare with before the window").arg(m_service);
    if (m_lost > 0)
        notes << QStringLiteral("%1: %2 %3 during a gap not included")
                     .arg(m_service)
                     .arg(std::llround(m_lost))
                     .arg(m_lost == 1 ? QStringLiteral("call") : QStringLiteral("calls"));
    return notes;
}

} // namespace hubwatch
