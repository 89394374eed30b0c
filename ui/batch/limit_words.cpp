#include "ui/batch/limit_words.h"

#include "ui/batch/job_words.h"
#include "ui/format.h"

#include <QCoreApplication>
#include <algorithm>

namespace hubwatch::ui {

namespace {

QString limitWord(const char *text)
{
    return QCoreApplication::translate("batch", text);
}

QString bindsWord(PaceBound bound)
{
    switch (bound) {
    case PaceBound::Bucket: return limitWord("the bucket binds");
    case PaceBound::Slots: return limitWord("the slots bind: answers take long");
    case PaceBound::Daily: return limitWord("the day's quota binds");
    case PaceBound::Held: return limitWord("held");
    case PaceBound::Unknown: return limitWord("nothing answered yet");
    }
    Q_UNREACHABLE();
}

QString secondsText(Duration wait)
{
    return valueText(std::max(0.0, double(wait.count()) / 1e3), Unit::Seconds);
}

QString permitSentence(const LimiterState &limiter, TimePoint now)
{
    if (limiter.parkedUntil && *limiter.parkedUntil > now) {
        const QString why = limiter.parkedWhy.isEmpty() ? QString() : QStringLiteral(": ") + limiter.parkedWhy;
        return limitWord("Nothing goes out before %1%2.").arg(whenText(*limiter.parkedUntil, now), why);
    }
    switch (limiter.bound) {
    case LimiterBound::None: return limitWord("Next permit at once.");
    case LimiterBound::InFlight: return limitWord("Next permit when an answer comes.");
    case LimiterBound::Paused:
        return limiter.due
            ? limitWord("HubSpot asked to wait (429): next permit in %1.").arg(secondsText(*limiter.due - now))
            : limitWord("HubSpot asked to wait (429).");
    case LimiterBound::Window:
    case LimiterBound::Search: break;
    }
    return limiter.due ? limitWord("Next permit in %1.").arg(secondsText(*limiter.due - now))
                       : limitWord("Next permit when an answer comes.");
}

QString dailySentence(const BatchJob &job)
{
    const std::int64_t needs = std::max<std::int64_t>(0, job.plan.requests.all() - job.progress.state.calls);
    if (!job.progress.dailyLeft)
        return limitWord("Daily quota: not told by the account yet.");
    const std::int64_t after = *job.progress.dailyLeft - needs;
    const std::int64_t reserve = job.plan.spec.dailyReserve;
    if (after < reserve) {
        return limitWord("Daily quota: this job still takes %1 and %2 are left: it parks until the reset.")
            .arg(countText(needs), countText(std::max<std::int64_t>(0, *job.progress.dailyLeft - reserve)));
    }
    const QString kept
        = reserve > 0 ? limitWord(", %1 of them reserved for others").arg(countText(reserve)) : QString();
    return limitWord("Daily quota: this job %1, then %2 left%3.").arg(countText(needs), countText(after), kept);
}

} // namespace

LimitWords limitWords(const BatchJob &job, TimePoint now)
{
    const LimiterState &limiter = job.progress.limiter;
    LimitWords words;
    const QString window = spanText(limiter.limit.window);
    words.window = QStringLiteral("%1 / %2").arg(limiter.used).arg(limiter.limit.calls);
    words.windowName = limitWord("requests in the last %1").arg(window);
    words.filled = limiter.limit.calls > 0 ? std::clamp(double(limiter.used) / limiter.limit.calls, 0.0, 1.0) : 0;
    const PaceBound bound = job.progress.forecast.bound;
    const JobState::Phase phase = job.progress.state.phase;
    const bool rests = isInterrupted(job) || (phase != JobState::Phase::Running && phase != JobState::Phase::Parked);
    words.inFlight
        = rests ? QStringLiteral("–") : QStringLiteral("%1 / %2").arg(limiter.inFlight).arg(limiter.concurrency);
    const bool parked = limiter.parkedUntil && *limiter.parkedUntil > now;
    words.binds = parked                                                    ? limitWord("parked")
        : bound == PaceBound::Held || limiter.bound == LimiterBound::Paused ? limitWord("held by a 429")
                                                                            : bindsWord(bound);
    if (rests)
        words.binds = limitWord("nothing goes out");
    words.mark = parked || bound == PaceBound::Held || bound == PaceBound::Daily ? Mark::Warn : Mark::Good;
    words.details = job.progress.forecast.words;
    QString allowed = limiter.accountLimit > 0
        ? limitWord("The account allows %1 per %2").arg(limiter.accountLimit).arg(window)
        : limitWord("The account has not told its limit");
    allowed
        += limiter.others > 0 ? limitWord("; others use %1.").arg(limiter.others) : limitWord("; nobody else calls.");
    words.sentences << allowed;
    if (!rests || parked)
        words.sentences << permitSentence(limiter, now);
    words.sentences << dailySentence(job);
    return words;
}

double goalOf(const BatchJob &job)
{
    const std::int64_t requests = job.plan.requests.all();
    if (requests <= 0 || job.progress.forecast.bound == PaceBound::Unknown)
        return 0;
    return job.progress.forecast.requestsPerSecond * double(job.plan.accepted) / double(requests);
}

} // namespace hubwatch::ui
