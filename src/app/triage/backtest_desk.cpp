#include "app/triage/backtest_desk.h"

#include "app/triage/backtest_walk.h"
#include "base/call_scope.h"
#include "base/clock.h"
#include "base/time_text.h"

#include <algorithm>

namespace hubwatch {

namespace {

constexpr Duration betweenAnswers = 200ms;

struct BacktestJob {
    BacktestQuestion question = {};
    std::vector<SignalContext> services = {};
    size_t next = 0;
    std::unique_ptr<BacktestWalk> walk = {};
    std::vector<BacktestResult> candidates = {};
    std::vector<BacktestResult> presents = {};
    std::vector<ChartLine> lines = {};
    QString problem = {};
    bool coarse = false;
    Duration answeredAt = {};
};

/// Why the question cannot be answered at all; empty when it can.
QString questionProblem(const BacktestQuestion &question)
{
    if (!findSignal(question.candidate.signal))
        return QStringLiteral("no signal is called \"%1\": choose one of the list").arg(question.candidate.signal);
    if (question.to <= question.from)
        return QStringLiteral("the range is empty: choose an end after its start");
    return {};
}

void takeIn(BacktestJob &job, const BacktestWalk &walk)
{
    job.candidates.push_back(walk.candidate());
    if (auto present = walk.present())
        job.presents.push_back(std::move(*present));
    job.lines.push_back(walk.line());
}

} // namespace

struct BacktestDesk::Private {
    BacktestDesk &desk;
    const Store &store;
    Clock &clock;
    std::function<std::vector<DeskService>()> services;
    std::optional<BacktestJob> job = {};
    CallScope calls = {};

    void begin(const BacktestQuestion &question);
    void schedule();
    void work();
    BacktestAnswer answerOf(const BacktestJob &job, bool last) const;
};

void BacktestDesk::Private::begin(const BacktestQuestion &question)
{
    calls.cancelAll();
    job = BacktestJob{.question = question, .problem = questionProblem(question), .answeredAt = clock.uptime()};
    schedule();
    if (!job->problem.isEmpty())
        return;
    const SignalDefinition &signal = *findSignal(question.candidate.signal);
    for (const DeskService &service : services())
        if (signal.concerns(service.context.account) && appliesTo(question.candidate, service.context.service))
            job->services.push_back(service.context);
    if (job->services.empty())
        job->problem
            = QStringLiteral("the rule watches no service that has %1: name others, or none for all").arg(signal.title);
    // A number of polls in a row can be counted only where every poll is read.
    const bool countsPolls = question.candidate.polls > 0 || (question.present && question.present->polls > 0);
    job->coarse = !countsPolls && tooManyFrames(question.to - question.from, job->services);
}

void BacktestDesk::Private::schedule()
{
    clock.after(Duration::zero(), calls.context(), [this] { work(); });
}

void BacktestDesk::Private::work()
{
    if (!job)
        return;
    bool last = !job->problem.isEmpty();
    if (!last) {
        if (!job->walk)
            job->walk = std::make_unique<BacktestWalk>(store, job->services[job->next], job->question, job->coarse);
        if (job->walk->advance()) {
            takeIn(*job, *job->walk);
            job->walk.reset();
            last = ++job->next == job->services.size();
        }
    }
    const Duration now = clock.uptime();
    const bool due = last || now - job->answeredAt >= betweenAnswers;
    if (!last)
        schedule();
    if (!due)
        return;
    job->answeredAt = now;
    const BacktestAnswer answer = answerOf(*job, last);
    if (last)
        job.reset();
    emit desk.answered(answer); // last: whoever hears this may ask anew, or delete the desk
}

BacktestAnswer BacktestDesk::Private::answerOf(const BacktestJob &asked, bool last) const
{
    BacktestAnswer answer{
        .id = asked.question.id, .from = asked.question.from, .to = asked.question.to, .problem = asked.problem};
    BacktestJob soFar{.candidates = asked.candidates, .presents = asked.presents, .lines = asked.lines};
    if (asked.walk)
        takeIn(soFar, *asked.walk);
    const double walked = double(asked.next) + (asked.walk ? asked.walk->done() : 0);
    answer.done = last ? 1 : std::min(walked / double(std::max<size_t>(asked.services.size(), 1)), 0.999);
    answer.candidate = joined(soFar.candidates);
    answer.candidate.rule = asked.question.candidate;
    answer.lines = std::move(soFar.lines);
    if (asked.question.present) {
        answer.present = joined(soFar.presents);
        answer.present->rule = *asked.question.present;
        compare(answer.candidate, *answer.present);
    }
    if (asked.coarse)
        answer.note = QStringLiteral("one reading in two minutes: so long a range is not read poll by poll");
    if (last && answer.problem.isEmpty() && answer.candidate.seen <= Duration::zero())
        answer.problem
            = QStringLiteral("nothing that %1 could be told from is stored between %2 and %3: choose a later "
                             "start")
                  .arg(asked.question.candidate.signal, utcText(answer.from), utcText(answer.to));
    return answer;
}

BacktestDesk::BacktestDesk(const Store &store, Clock &clock, std::function<std::vector<DeskService>()> services,
                           QObject *parent)
    : QObject(parent)
    , d(new Private{.desk = *this, .store = store, .clock = clock, .services = std::move(services)})
{ }

BacktestDesk::~BacktestDesk() = default;

void BacktestDesk::ask(const BacktestQuestion &question)
{
    d->begin(question);
}

void BacktestDesk::forget()
{
    d->calls.cancelAll();
    d->job.reset();
}

} // namespace hubwatch
