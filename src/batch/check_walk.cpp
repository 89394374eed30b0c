#include "batch/check_walk.h"

#include <utility>

namespace hubwatch {

namespace {

/// An index that has not found a record after so many searches will not find it.
constexpr int mostSearches = 3;

constexpr Duration checkRests = 10s;

std::vector<RowOutcome> unknownRows(std::span<const std::int64_t> rows, const QString &words)
{
    std::vector<RowOutcome> outcomes;
    for (const std::int64_t row : rows)
        outcomes.push_back({.row = row, .pile = Pile::Unknown, .code = QStringLiteral("unknown"), .words = words});
    return outcomes;
}

} // namespace

CheckWalk::CheckWalk(const Surroundings &around, std::vector<JobRow> rows, TimePoint sentAt)
    : Walk(around)
    , m_rows(std::move(rows))
    , m_sentAt(sentAt)
{ }

void CheckWalk::go()
{
    if (step() != Step::Standing)
        return;
    if (m_rows.empty())
        return setStep(Step::Ended);
    const JobTools &tools = around().tools;
    const JobSpec &spec = around().plan.spec;
    if (!writes(spec.operation)) { // reading twice does no harm
        const std::vector<JobRow> rows = std::exchange(m_rows, {});
        setStep(Step::Ended);
        if (recorded(tools.journal.settled(0, {}, numbersOf(rows))))
            around().host.notDone(rows);
        return;
    }
    const CheckPlan plan = checkPlan(tools.api, spec, m_rows, m_sentAt, m_attempt);
    if (plan.how == CheckPlan::How::Impossible || !plan.request) {
        if (recorded(tools.journal.putOutcomes(unknownRows(numbersOf(m_rows), plan.words))))
            setStep(Step::Ended);
        m_rows.clear();
        return;
    }
    if (!m_waited && plan.wait > Duration::zero()) {
        m_waited = true;
        return waitFor(plan.wait);
    }
    if (around().host.mayBegin(WalkCall::Check))
        begin(plan);
}

void CheckWalk::begin(const CheckPlan &plan)
{
    const Result<std::int64_t> request = around().tools.journal.sending(
        {.kind = JournalRequest::Kind::Check, .rows = numbersOf(m_rows), .sentAt = around().tools.clock.now()}, {});
    if (!recorded(request.map([](std::int64_t) {})))
        return;
    m_request = *request;
    send(*plan.request, WalkCall::Check,
         [this, how = plan.how](const Result<HttpResponse> &result) { checkAnswered(how, result); });
}

void CheckWalk::checkAnswered(CheckPlan::How how, const Result<HttpResponse> &result)
{
    if (!result) {
        failed(result.error());
    } else if (Result<CheckVerdict> verdict = judged(how, *result)) {
        succeeded(how, std::move(*verdict));
    } else {
        failed(verdict.error());
    }
    answered(WalkCall::Check, 0, result);
}

Result<CheckVerdict> CheckWalk::judged(CheckPlan::How how, const HttpResponse &response) const
{
    const JobSpec &spec = around().plan.spec;
    if (how == CheckPlan::How::Associations)
        return parseAssociations(response.body).map([&](const QHash<QString, QStringList> &bound) {
            return judgeAssociations(spec, m_rows, bound);
        });
    return parseBatchAnswer(response.status, response.body).map([&](const BatchAnswer &answer) {
        return judgeCheck(spec, m_rows, m_sentAt, answer, m_attempt);
    });
}

void CheckWalk::succeeded(CheckPlan::How how, CheckVerdict verdict)
{
    const bool again = how == CheckPlan::How::Search && m_attempt < mostSearches;
    if (!again) {
        const std::vector<RowOutcome> given = unknownRows(
            verdict.stillUnknown,
            QStringLiteral("It was sent, no answer came, and reading back does not tell whether it was done."));
        verdict.outcomes.insert(verdict.outcomes.end(), given.begin(), given.end());
    }
    if (!recorded(around().tools.journal.settled(m_request, verdict.outcomes, verdict.notDone)))
        return;
    if (std::vector<JobRow> undone = rowsAmong(m_rows, verdict.notDone); !undone.empty())
        around().host.notDone(std::move(undone));
    m_rows = again ? rowsAmong(m_rows, verdict.stillUnknown) : std::vector<JobRow>();
    m_waited = false;
    ++m_attempt;
}

/// The rows stay sent: nothing is known of them that was not known before.
void CheckWalk::failed(const Error &error)
{
    using Then = FailureVerdict::Then;
    if (!recorded(around().tools.journal.unanswered(m_request, requestEnd(tl::unexpected(error)))))
        return;
    const FailureVerdict verdict = judgeFailure(around().plan.spec, error, m_rows);
    switch (verdict.then) {
    case Then::Pause: return pauseAll(verdict.words);
    case Then::Split:
    case Then::Fail: return refused(error);
    case Then::Check:
    case Then::Repeat: break;
    }
    repeatAfter(error.retryAfter.value_or(checkRests), error, QStringLiteral("Rows could not be read back"));
}

/// HubSpot takes offence at one of them: half of them are somebody else's matter, until it stands alone.
void CheckWalk::refused(const Error &error)
{
    if (m_rows.size() < 2) {
        const QString words = QStringLiteral("It was sent, no answer came, and HubSpot refuses to look it up: %1")
                                  .arg(requestEnd(tl::unexpected(error)).words);
        recorded(around().tools.journal.putOutcomes(unknownRows(numbersOf(m_rows), words)));
        m_rows.clear();
        return;
    }
    const auto middle = m_rows.begin() + std::ptrdiff_t(m_rows.size() / 2);
    around().host.doubted({middle, m_rows.end()}, m_sentAt);
    m_rows.erase(middle, m_rows.end());
}

} // namespace hubwatch
