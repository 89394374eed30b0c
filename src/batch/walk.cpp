#include "batch/walk.h"

#include "hubspot/api_error.h"

#include <algorithm>
#include <unordered_set>

namespace hubwatch {

namespace {

constexpr int mostRepeats = 5;

/// HubSpot's word for the call, without its body and its secrets.
QString saidBy(const Error &error)
{
    const QString message = apiErrorOf(error).message;
    return message.isEmpty() ? error.detail : message;
}

} // namespace

Walk::Walk(const Surroundings &around)
    : m_around(around)
{ }

void Walk::abandon()
{
    m_step = Step::Ended;
    m_calls.cancelAll();
}

void Walk::send(const HttpRequest &request, WalkCall call, std::function<void(const Result<HttpResponse> &)> reply)
{
    switch (call) {
    case WalkCall::Read: m_step = Step::Reading; break;
    case WalkCall::Write: m_step = Step::Sending; break;
    case WalkCall::Check: m_step = Step::Checking; break;
    }
    m_around.host.began(call);
    m_around.tools.http.send(request, m_calls.context(), [this, reply = std::move(reply)](const auto &result) {
        m_step = Step::Standing;
        m_repeating = false;
        reply(result);
    });
}

void Walk::waitFor(Duration wait)
{
    m_step = Step::Waiting;
    m_around.tools.clock.after(wait, m_calls.context(), [this] {
        m_step = Step::Standing;
        go();
        m_around.host.stepped();
    });
}

void Walk::answered(WalkCall call, size_t rows, const Result<HttpResponse> &result)
{
    if (!m_repeating)
        m_repeats = 0;
    const bool reached = result || result.error().kind != Error::Kind::Offline;
    m_around.host.answered({.call = call,
                            .rows = std::int64_t(rows),
                            .reached = reached,
                            .reach = result ? Error::Reach::None : result.error().reach,
                            .took = result ? std::optional(result->took) : std::nullopt});
    go();
    m_around.host.stepped();
}

void Walk::repeatAfter(Duration wait, const Error &error, const QString &why)
{
    m_repeating = true;
    if (error.kind == Error::Kind::Offline)
        return; // the job knows when the network is tried again
    if (++m_repeats > mostRepeats)
        return pauseAll(QStringLiteral("%1 %2 times in a row: %3. Resume the job when that has passed.")
                            .arg(why)
                            .arg(m_repeats)
                            .arg(saidBy(error)));
    waitFor(wait);
}

void Walk::pauseAll(const QString &why)
{
    m_step = Step::Ended;
    m_around.host.mustPause(why);
}

bool Walk::recorded(const Result<void> &result)
{
    if (!result) {
        m_step = Step::Ended;
        m_around.host.journalFailed(result.error());
    }
    return result.has_value();
}

RequestEnd requestEnd(const Result<HttpResponse> &result)
{
    if (result)
        return {.status = result->status,
                .correlationId = apiErrorOf({.headers = result->headers}).correlationId,
                .took = result->took};
    const Error &error = result.error();
    return {.status = error.status, .correlationId = apiErrorOf(error).correlationId, .words = saidBy(error).left(500)};
}

std::vector<std::int64_t> numbersOfRows(std::span<const JobRow> rows)
{
    std::vector<std::int64_t> numbers;
    numbers.reserve(rows.size());
    std::ranges::transform(rows, std::back_inserter(numbers), &JobRow::row);
    return numbers;
}

std::vector<JobRow> rowsAmong(std::span<const JobRow> rows, std::span<const std::int64_t> numbers)
{
    const std::unordered_set<std::int64_t> wanted(numbers.begin(), numbers.end());
    std::vector<JobRow> found;
    std::ranges::copy_if(rows, std::back_inserter(found), [&](const JobRow &row) { return wanted.contains(row.row); });
    return found;
}

} // namespace hubwatch
