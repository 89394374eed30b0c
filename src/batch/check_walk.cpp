#include "batch/check_walk.h"

#include <QDateTime>
#include <QLocale>
#include <algorithm>
#include <iterator>
#include <utility>

namespace hubwatch {

namespace {

/// Whatever checkPlan() thinks of it.
constexpr int mostAttempts = 5;

constexpr Duration checkRests = 10s;

std::vector<RowOutcome> unknownRows(std::span<const std::int64_t> rows, const QString &words)
{
    std::vector<RowOutcome> outcomes;
    for (const std::int64_t row : rows)
        outcomes.push_back({.row = row, .pile = Pile::Unknown, .code = QStringLiteral("unknown"), .words = words});
    return outcomes;
}

/// What a record was created at is by HubSpot's clock, and ours may be minutes off.
Duration hubspotAhead(const HttpResponse &response, TimePoint now)
{
    QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(headerValue(response.headers, "Date")),
                                             QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"));
    if (!date.isValid())
        return {};
    date.setTimeSpec(Qt::UTC);
    return Duration(date.toMSecsSinceEpoch()) - now.time_since_epoch();
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
    const JobTools &tools = around().tools;
    const JobSpec &spec = around().plan.spec;
    if (!writes(spec.operation)) { // reading twice does no harm
        const std::vector<JobRow> rows = std::exchange(m_rows, {});
        setStep(Step::Ended);
        if (recorded(tools.journal.settled(0, {}, numbersOfRows(rows))))
            around().host.notDone(rows);
        return;
    }
    for (;;) {
        if (m_rows.empty()) {
            m_rows = std::exchange(m_later, {});
            ++m_attempt;
            m_waited = false;
        }
        if (m_rows.empty())
            return setStep(Step::Ended);
        const CheckPlan plan = checkPlan(tools.api, spec, m_rows, m_sentAt, m_attempt);
        if (plan.how != CheckPlan::How::Impossible && plan.request && m_attempt <= mostAttempts) {
            if (!std::exchange(m_waited, true) && plan.wait > Duration::zero())
                return waitFor(plan.wait);
            if (around().host.mayBegin(WalkCall::Check))
                begin(plan);
            return;
        }
        if (!giveUp(plan))
            return;
    }
}

bool CheckWalk::giveUp(const CheckPlan &plan)
{
    const std::vector<std::int64_t> rows = plan.rows.empty() ? numbersOfRows(m_rows) : plan.rows;
    const QString words = QStringLiteral("It was sent, and no answer came: %1")
                              .arg(plan.words.isEmpty() ? QStringLiteral("reading back does not tell") : plan.words);
    if (!recorded(around().tools.journal.putOutcomes(unknownRows(rows, words))))
        return false;
    leave(rows);
    return true;
}

void CheckWalk::begin(const CheckPlan &plan)
{
    const Result<std::int64_t> request = around().tools.journal.sending(
        {.kind = JournalRequest::Kind::Check, .rows = plan.rows, .sentAt = around().tools.clock.now()}, {});
    if (!recorded(request.map([](std::int64_t) {})))
        return;
    m_request = *request;
    send(*plan.request, WalkCall::Check,
         [this, plan](const Result<HttpResponse> &result) { checkAnswered(plan, result); });
}

void CheckWalk::checkAnswered(const CheckPlan &plan, const Result<HttpResponse> &result)
{
    if (!result)
        failed(plan, result.error());
    else if (Result<CheckVerdict> verdict = judged(plan, *result))
        succeeded(plan, std::move(*verdict));
    else
        failed(plan, verdict.error());
    answered(WalkCall::Check, 0, result);
}

Result<CheckVerdict> CheckWalk::judged(const CheckPlan &plan, const HttpResponse &response) const
{
    const JobSpec &spec = around().plan.spec;
    const std::vector<JobRow> rows = rowsAmong(m_rows, plan.rows);
    if (plan.how == CheckPlan::How::Associations)
        return parseAssociations(response.body).map([&](const QHash<QString, QStringList> &bound) {
            return judgeAssociations(spec, rows, bound);
        });
    const Result<std::vector<BeforeImage>> before = around().tools.journal.before(plan.rows);
    if (!before)
        return tl::unexpected(before.error());
    Result<std::vector<EarlierSend>> earlier = around().tools.journal.earlier(plan.rows);
    if (!earlier)
        return tl::unexpected(earlier.error());
    const Duration ahead = hubspotAhead(response, around().tools.clock.now());
    for (EarlierSend &one : *earlier)
        one.sentAt += ahead;
    return parseBatchAnswer(response.status, response.body).map([&](const BatchAnswer &answer) {
        return judgeCheck(spec, rows, m_sentAt + ahead, answer, m_attempt, *before, *earlier);
    });
}

void CheckWalk::succeeded(const CheckPlan &plan, CheckVerdict verdict)
{
    if (!recorded(around().tools.journal.settled(m_request, verdict.outcomes, verdict.notDone, verdict.late)))
        return;
    if (std::vector<JobRow> undone = rowsAmong(m_rows, verdict.notDone); !undone.empty())
        around().host.notDone(std::move(undone));
    std::ranges::move(rowsAmong(m_rows, verdict.stillUnknown), std::back_inserter(m_later));
    leave(plan.rows);
}

/// The rows stay sent: nothing is known of them that was not known before.
void CheckWalk::failed(const CheckPlan &plan, const Error &error)
{
    using Then = FailureVerdict::Then;
    if (!recorded(around().tools.journal.unanswered(m_request, requestEnd(tl::unexpected(error)))))
        return;
    const FailureVerdict verdict = judgeFailure(around().plan.spec, error, m_rows);
    switch (verdict.then) {
    case Then::Pause: return pauseAll(verdict.words);
    case Then::Split:
    case Then::Fail: return refused(plan, error);
    case Then::Check:
    case Then::Repeat: break;
    }
    repeatAfter(error.retryAfter.value_or(checkRests), error, QStringLiteral("Rows could not be read back"));
}

/// HubSpot takes offence at one of them: half of them are somebody else's matter, until it stands alone.
void CheckWalk::refused(const CheckPlan &plan, const Error &error)
{
    if (plan.rows.size() > 1) {
        const auto half = std::span(plan.rows).subspan(plan.rows.size() / 2);
        around().host.doubted(rowsAmong(m_rows, half), m_sentAt);
        return leave(half);
    }
    const QString words = QStringLiteral("It was sent, no answer came, and HubSpot refuses to look it up: %1")
                              .arg(requestEnd(tl::unexpected(error)).words);
    if (recorded(around().tools.journal.putOutcomes(unknownRows(plan.rows, words))))
        leave(plan.rows);
}

void CheckWalk::leave(std::span<const std::int64_t> rows)
{
    std::erase_if(m_rows, [&](const JobRow &row) { return std::ranges::find(rows, row.row) != rows.end(); });
}

} // namespace hubwatch
