#include "app/triage/triage_desk.h"

#include "app/triage/cause_split.h"
#include "app/triage/endpoint_calls.h"
#include "app/triage/moved_finder.h"
#include "app/triage/playbook_rows.h"
#include "base/clock.h"

#include <algorithm>
#include <deque>
#include <variant>

namespace hubwatch {

namespace {

/// How many polls of stored time one piece of work reads: some milliseconds.
constexpr int pollsAPiece = 600;
constexpr Duration timelineBefore = 30min;
/// Of an incident long past, what came days later is none of it, and would crowd out what is.
constexpr Duration timelineAfter = 24h;

struct CallsJob {
    TriageAnswer answer = {};
    TriageFacts facts = {};
    std::vector<TriageService> services = {};
    size_t next = 0;
    std::unique_ptr<CallTable> table = {};
    TimePoint readFrom = {};
    std::vector<CallTable::RankedCalls> rows = {};
    QStringList notes = {};
    bool begun = false;
};

struct MovedJob {
    MovedAnswer answer = {};
    MovedQuestion question = {};
    std::vector<TriageService> services = {};
    size_t next = 0;
    std::unique_ptr<MovedFinder> finder = {};
    Duration began = {};
};

std::vector<TriageService> servicesMeant(const std::vector<TriageService> &all, const QStringList &named)
{
    std::vector<TriageService> meant;
    for (const TriageService &service : all)
        if (named.isEmpty() || named.contains(service.name))
            meant.push_back(service);
    return meant;
}

QString nobodyMeant(const QStringList &named)
{
    return named.isEmpty()
        ? QStringLiteral("no service is watched: add one to the workspace first")
        : QStringLiteral("%1 is not watched any longer: choose another service").arg(named.join(QStringLiteral(", ")));
}

} // namespace

struct TriageDesk::Private {
    TriageDesk &desk;
    const Store &store;
    Clock &clock;
    std::function<TriageFacts()> facts;
    std::deque<std::variant<CallsJob, MovedJob>> jobs = {};
    bool scheduled = false;
    CallScope calls = {};

    template<class Job>
    void forget(std::uint64_t id)
    {
        std::erase_if(jobs, [&](const auto &job) {
            const Job *same = std::get_if<Job>(&job);
            return same && same->answer.id == id;
        });
    }
    void schedule();
    void work();

    bool workOn(CallsJob &job);
    void begin(CallsJob &job) const;
    void finish(CallsJob &job) const;
    bool workOn(MovedJob &job);
};

void TriageDesk::Private::schedule()
{
    if (std::exchange(scheduled, true))
        return;
    clock.after(Duration::zero(), calls.context(), [this] {
        scheduled = false;
        work();
    });
}

void TriageDesk::Private::work()
{
    if (jobs.empty())
        return;
    if (!std::visit([this](auto &job) { return workOn(job); }, jobs.front()))
        return schedule();
    const auto done = std::move(jobs.front());
    jobs.pop_front();
    if (!jobs.empty())
        schedule();
    // Last: whoever hears this may delete the desk.
    if (const auto *job = std::get_if<CallsJob>(&done))
        emit desk.triaged(job->answer);
    else
        emit desk.movedFound(std::get<MovedJob>(done).answer);
}

void TriageDesk::Private::begin(CallsJob &job) const
{
    job.begun = true;
    job.facts = facts();
    const TriageQuestion &question = job.answer.question;
    job.services = servicesMeant(job.facts.services, question.services);
    if (question.to <= question.from || question.before <= Duration::zero())
        job.answer.problem = QStringLiteral("the window is empty: choose an end after its start");
    else if (job.services.empty())
        job.answer.problem = nobodyMeant(question.services);
}

bool TriageDesk::Private::workOn(CallsJob &job)
{
    if (!job.begun) {
        begin(job);
        if (!job.answer.problem.isEmpty())
            return true;
    }
    if (job.next == job.services.size()) {
        finish(job);
        return true;
    }
    const TriageService &service = job.services[job.next];
    const TimePoint end = job.answer.question.to;
    if (!job.table) {
        job.table = std::make_unique<CallTable>(service.name, service.names, service.interval, job.answer.question);
        job.readFrom = job.table->firstScrape();
    }
    const TimePoint until = std::min(end, job.readFrom + pollsAPiece * service.interval);
    if (const Result<void> done = job.table->read(store, job.readFrom, until); !done) {
        job.answer.problem
            = QStringLiteral("the stored calls of %1 cannot be read: %2").arg(service.name, done.error().detail);
        return true;
    }
    job.readFrom = until + 1ms;
    if (until < end)
        return false;
    std::ranges::move(job.table->rows(), std::back_inserter(job.rows));
    job.notes << job.table->notes();
    job.table.reset();
    ++job.next;
    return false;
}

void TriageDesk::Private::finish(CallsJob &job) const
{
    TriageAnswer &answer = job.answer;
    const TriageQuestion &question = answer.question;
    answer.endpoints = mostChangedFirst(std::move(job.rows));
    for (const FailedCall &call : job.facts.failures)
        if (call.at >= question.from && call.at <= question.to)
            answer.failures.push_back(call);
    std::ranges::stable_sort(answer.failures, std::ranges::greater(), &FailedCall::at);
    if (auto events = store.events(question.from - timelineBefore, std::min(clock.now(), question.to + timelineAfter));
        events) {
        std::erase_if(*events, [](const Event &event) { return event.kind == Event::Kind::Weather; });
        answer.timeline = std::move(*events);
    } else {
        job.notes << QStringLiteral("the timeline cannot be read: %1").arg(events.error().detail);
    }
    answer.auth = authSplit(answer.failures, answer.endpoints);
    answer.rate = rateSplit(answer.failures, answer.endpoints, job.facts.quotaResetsAt);
    answer.playbook = playbookRows(answer, job.facts);
    answer.note = job.notes.join(QStringLiteral("; "));
}

bool TriageDesk::Private::workOn(MovedJob &job)
{
    if (!job.finder) {
        job.began = clock.uptime();
        job.services = servicesMeant(facts().services, job.question.services);
        job.finder = std::make_unique<MovedFinder>(job.question);
        if (job.services.empty())
            job.answer.problem = nobodyMeant(job.question.services);
    }
    if (job.next < job.services.size()) {
        const TriageService &service = job.services[job.next++];
        if (const Result<void> done = job.finder->look(store, service.name, service.interval); !done)
            job.answer.problem
                = QStringLiteral("the stored series of %1 cannot be read: %2").arg(service.name, done.error().detail);
        if (job.next < job.services.size())
            return false;
    }
    job.answer.series = job.finder->ranked();
    job.answer.ranked = job.finder->looked();
    job.answer.took = clock.uptime() - job.began;
    return true;
}

TriageDesk::TriageDesk(const Store &store, Clock &clock, std::function<TriageFacts()> facts, QObject *parent)
    : QObject(parent)
    , d(new Private{.desk = *this, .store = store, .clock = clock, .facts = std::move(facts)})
{ }

TriageDesk::~TriageDesk() = default;

void TriageDesk::triage(const TriageQuestion &question)
{
    d->forget<CallsJob>(question.id);
    d->jobs.emplace_back(CallsJob{.answer = {.id = question.id, .question = question}});
    d->schedule();
}

void TriageDesk::findMoved(const MovedQuestion &question)
{
    d->forget<MovedJob>(question.id);
    d->jobs.emplace_back(MovedJob{.answer = {.id = question.id}, .question = question});
    d->schedule();
}

} // namespace hubwatch
