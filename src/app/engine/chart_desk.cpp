#include "app/engine/chart_desk.h"

#include "alerts/alert.h"
#include "app/engine/chart_spans.h"
#include "app/engine/metric_lines.h"
#include "app/engine/reduce_line.h"
#include "base/clock.h"

#include <algorithm>
#include <set>

namespace hubwatch {

namespace {

constexpr Duration coarseAbove = 12h;
constexpr Duration keepUnused = 2min;
/// How much stored time one step of a metric question reads.
constexpr Duration metricStride = 3h;

size_t signalIndex(const QString &id)
{
    const auto definitions = signalDefinitions();
    return size_t(std::ranges::find(definitions, id, &SignalDefinition::id) - definitions.begin());
}

/// The longer the range, the coarser a zoomed edge may be: kept lines serve a query that begins a little earlier than
/// they do, so that a moving live window does not begin anew each second.
bool serves(const ServiceLines &lines, const SignalContext &context, TimePoint from, bool coarse)
{
    return lines.coarse() == coarse && lines.from() <= from && lines.context() == context;
}

void appendPoints(std::vector<SeriesPoints> &all, std::vector<SeriesPoints> &&more)
{
    for (SeriesPoints &series : more) {
        const auto same
            = std::ranges::find_if(all, [&](const SeriesPoints &known) { return known.series.id == series.series.id; });
        if (same == all.end())
            all.push_back(std::move(series));
        else
            same->samples.insert(same->samples.end(), series.samples.begin(), series.samples.end());
    }
}

size_t sampleCount(const std::vector<SeriesPoints> &points)
{
    size_t count = 0;
    for (const SeriesPoints &series : points)
        count += series.samples.size();
    return count;
}

} // namespace

ChartDesk::ChartDesk(const Store &store, Clock &clock, Services services, Answer answer, size_t mostSamples)
    : m_store(store)
    , m_clock(clock)
    , m_services(std::move(services))
    , m_answer(std::move(answer))
    , m_mostSamples(mostSamples)
{ }

void ChartDesk::ask(const ChartQuery &query, std::span<const Rule> rules)
{
    forget(query.id);
    Job job{.query = query, .answer = std::make_shared<ChartAnswer>()};
    job.answer->id = query.id;
    job.answer->from = query.from;
    job.answer->to = query.to;
    if (const auto *question = std::get_if<SignalQuestion>(&query.question))
        for (const Rule &rule : rules)
            if (rule.signal == question->signal)
                job.rules += rule.name;
    m_jobs.push_back(std::move(job));
    schedule();
}

void ChartDesk::forget(std::uint64_t queryId)
{
    std::erase_if(m_jobs, [&](const Job &job) { return job.query.id == queryId; });
}

void ChartDesk::schedule()
{
    if (std::exchange(m_scheduled, true))
        return;
    m_clock.after(Duration::zero(), m_calls.context(), [this] {
        m_scheduled = false;
        work();
    });
}

void ChartDesk::work()
{
    dropUnused();
    if (m_jobs.empty())
        return;
    if (workOn(m_jobs.front())) {
        const ChartAnswerPtr answer = std::move(m_jobs.front().answer);
        m_jobs.pop_front();
        m_answer(answer);
    }
    if (!m_jobs.empty())
        schedule();
}

bool ChartDesk::workOn(Job &job)
{
    if (const auto *question = std::get_if<SignalQuestion>(&job.query.question))
        return workOnSignal(job, *question);
    return workOnMetric(job, std::get<MetricQuestion>(job.query.question));
}

bool ChartDesk::workOnSignal(Job &job, const SignalQuestion &question)
{
    const size_t signal = signalIndex(question.signal);
    if (signal == signalDefinitions().size()) {
        job.answer->error = Error{.kind = Error::Kind::Rejected,
                                  .detail = QStringLiteral("no signal is called %1").arg(question.signal)};
        return true;
    }
    if (job.services.empty() && job.next == 0) {
        job.services = m_services();
        std::erase_if(job.services, [&](const DeskService &service) {
            return !signalDefinitions()[signal].concerns(service.context.account)
                || (!question.services.isEmpty() && !question.services.contains(service.context.service));
        });
        job.events = m_store.events(job.query.from, job.query.to).value_or(std::vector<Event>());
        for (const Event &event : job.events)
            if (event.kind == Event::Kind::Mark || event.kind == Event::Kind::HubSpot
                || event.kind == Event::Kind::Credential || event.kind == Event::Kind::Batch
                || event.kind == Event::Kind::Checklist)
                job.answer->marks.push_back(event);
    }
    // Services whose lines are already there cost little: take as many as are ready in one go.
    while (job.next < job.services.size()) {
        const DeskService &service = job.services[job.next];
        ServiceLines &lines = linesFor(service.context, job.query.from, job.query.to);
        if (!lines.advance(job.query.to))
            return false;
        ChartLine line = lines.line(signal, job.query.from, job.query.to);
        reduceLine(line, job.query.from, job.query.to, job.query.columns);
        job.answer->lines.push_back(std::move(line));
        addSpans(job, service, lines);
        ++job.next;
    }
    return true;
}

void ChartDesk::addSpans(Job &job, const DeskService &service, const ServiceLines &lines)
{
    const SpanRange range{.from = job.query.from, .to = job.query.to};
    std::vector<Alert> alerts;
    for (const Alert &alert : service.alerts)
        if (job.rules.contains(alert.rule))
            alerts.push_back(alert);
    if (!alerts.empty())
        std::ranges::move(stateSpans(service.context.service, alerts, job.events, range),
                          std::back_inserter(job.answer->states));
    std::ranges::move(gapSpans(service.context.service, lines.instants(), job.events, range, lines.longestGap()),
                      std::back_inserter(job.answer->gaps));
}

bool ChartDesk::workOnMetric(Job &job, const MetricQuestion &question)
{
    // The window of the first point reaches back before the range.
    const TimePoint from = job.query.from - question.window;
    const TimePoint begin = job.readUntil ? *job.readUntil + 1ms : from;
    const TimePoint end = std::min(job.query.to, begin + metricStride);
    auto points = m_store.read(
        question.service, [&](const StoredSeries &series) { return belongsTo(series, question); }, begin, end);
    if (!points) {
        job.answer->error = points.error();
        return true;
    }
    appendPoints(job.points, std::move(*points));
    if (sampleCount(job.points) > m_mostSamples) {
        job.answer->error
            = Error{.kind = Error::Kind::Rejected,
                    .detail = QStringLiteral("%1: more than %2 samples in this range; choose a shorter one")
                                  .arg(QString::fromStdString(question.metric))
                                  .arg(m_mostSamples)};
        return true;
    }
    job.readUntil = end;
    if (end < job.query.to)
        return false;

    MetricRange range{.from = job.query.from, .to = job.query.to, .columns = job.query.columns};
    for (const DeskService &service : m_services())
        if (service.context.service == question.service)
            range.longestGap = longestGap(service.context);
    job.answer->lines = metricLines(question, job.points, range);
    return true;
}

ServiceLines &ChartDesk::linesFor(const SignalContext &context, TimePoint from, TimePoint to)
{
    const bool coarse = to - from > coarseAbove;
    Kept &kept = m_kept[context.service + (coarse ? QStringLiteral("/coarse") : QStringLiteral("/fine"))];
    kept.used = m_clock.uptime();
    // Far more kept than asked for is a range that was zoomed out of: begin anew rather than walk through it each time.
    const bool excessive = kept.lines && from - kept.lines->from() > 4 * (to - from) + 1h;
    if (!kept.lines || excessive || !serves(*kept.lines, context, from, coarse))
        kept.lines = std::make_unique<ServiceLines>(m_store, context, from, coarse);
    return *kept.lines;
}

void ChartDesk::dropUnused()
{
    const Duration now = m_clock.uptime();
    std::erase_if(m_kept, [&](const auto &entry) { return now - entry.second.used > keepUnused; });
}

std::vector<MetricChoice> ChartDesk::choices() const
{
    std::vector<MetricChoice> choices;
    for (const DeskService &service : m_services()) {
        std::map<std::string, MetricChoice> byName;
        for (const StoredSeries &series : m_store.series(service.context.service)) {
            std::string name = series.id.metric;
            for (const std::string_view suffix : {"_bucket", "_sum", "_count"})
                if (series.type == MetricType::Histogram && name.ends_with(suffix))
                    name.resize(name.size() - suffix.size());
            MetricChoice &choice = byName[name];
            choice = {.service = service.context.service,
                      .metric = name,
                      .type = series.type,
                      .labels = std::move(choice.labels)};
            for (const Label &label : series.id.labels)
                if (label.name != "le" && std::ranges::find(choice.labels, label.name) == choice.labels.end())
                    choice.labels.push_back(label.name);
        }
        for (auto &[name, choice] : byName)
            choices.push_back(std::move(choice));
    }
    return choices;
}

} // namespace hubwatch
