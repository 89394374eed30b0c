#include "batch/chunk_walk.h"

#include <algorithm>
#include <utility>

namespace hubwatch {

namespace {

/// What was read longer ago may have been changed by others meanwhile.
constexpr Duration stateKeeps = 5min;

/// Answers to a row alone that do not speak of it.
constexpr int mostLeftOut = 2;

constexpr Duration lockLasts = 2s;
constexpr Duration faultLasts = 10s;

Error unreadableAnswer(const HttpResponse &response, const QString &why)
{
    return {.kind = Error::Kind::Malformed,
            .detail = why,
            .body = response.body,
            .status = response.status,
            .headers = response.headers};
}

/// The rows that HubSpot blames, by their traces, ids or keys.
std::vector<std::int64_t> blamed(std::span<const JobRow> rows, const Error &error)
{
    const BatchFault fault = batchFaultOf(error);
    std::vector<std::int64_t> numbers;
    for (const JobRow &row : rows) {
        if (fault.traces.contains(QStringLiteral("row-%1").arg(row.row))
            || (!row.key.isEmpty() && fault.ids.contains(row.key)))
            numbers.push_back(row.row);
    }
    return numbers;
}

/// Outcomes of the rows that a job did, from the journal of that job.
Result<std::vector<RowOutcome>> outcomesOf(const Journal &journal, std::span<const std::int64_t> rows)
{
    constexpr int aPage = 2'000;
    std::vector<RowOutcome> found;
    for (std::int64_t after = rows.front() - 1; after < rows.back();) {
        const auto page = journal.outcomes({.piles = {Pile::Done}, .after = after, .most = aPage});
        if (!page)
            return tl::unexpected(page.error());
        if (page->empty())
            break;
        after = page->back().row;
        std::ranges::copy_if(*page, std::back_inserter(found),
                             [&](const RowOutcome &outcome) { return std::ranges::binary_search(rows, outcome.row); });
    }
    return found;
}

} // namespace

Result<BeforeVerdict> judgeRead(const Plan &plan, const JobTools &tools, const std::vector<JobRow> &rows,
                                const HttpResponse &response)
{
    const JobOperation operation = plan.spec.operation;
    const Result<std::vector<EarlierSend>> earlier = tools.journal.earlier(numbersOfRows(rows));
    if (!earlier)
        return tl::unexpected(earlier.error());
    if (operation == JobOperation::Associate || operation == JobOperation::Dissociate)
        return parseAssociations(response.body).map([&](const QHash<QString, QStringList> &bound) {
            return judgeBoundBefore(plan.spec, rows, bound, *earlier);
        });
    const Result<BatchAnswer> answer = parseBatchAnswer(response.status, response.body);
    if (!answer)
        return tl::unexpected(answer.error());
    if (!tools.undone)
        return judgeBefore(plan.spec, rows, *answer, *earlier);
    std::vector<std::int64_t> numbers = numbersOfRows(rows);
    std::ranges::sort(numbers);
    const Result<std::vector<JobRow>> wrote = tools.undoneRows->rows(numbers);
    const Result<std::vector<BeforeImage>> before = tools.undoneJournal->before(numbers);
    const Result<std::vector<RowOutcome>> outcomes = outcomesOf(*tools.undoneJournal, numbers);
    const Result<JobState> course = tools.undoneJournal->state();
    if (!wrote || !before || !outcomes || !course)
        return fail(Error::Kind::Storage,
                    !wrote          ? wrote.error().detail
                        : !before   ? before.error().detail
                        : !outcomes ? outcomes.error().detail
                                    : course.error().detail);
    return judgeUndo(*tools.undone, rows, *wrote, *before, *outcomes, *answer, course->startedAt);
}

ChunkWalk::ChunkWalk(const Surroundings &around, std::vector<JobRow> rows)
    : Walk(around)
    , m_spec(around.plan.spec)
{
    m_toRead.push_back(std::move(rows));
}

void ChunkWalk::go()
{
    if (step() != Step::Standing)
        return;
    if (isStale()) {
        m_toRead.assign(1, std::exchange(m_read, {}));
        m_toSend = {};
        m_images.clear();
        m_readAt.reset();
    }
    if (!m_toRead.empty())
        read();
    else if (!m_toSend.empty())
        write();
    else
        setStep(Step::Ended);
}

std::int64_t ChunkWalk::rowsSent() const
{
    return step() == Step::Sending ? m_toSend.partSize() : 0;
}

void ChunkWalk::read()
{
    const std::vector<JobRow> &rows = m_toRead.back();
    const std::optional<HttpRequest> request = beforeRequest(around().tools.api, m_spec, rows);
    if (!request) {
        m_toSend.add(std::exchange(m_toRead.back(), {}));
        m_toRead.pop_back();
        return go();
    }
    if (around().host.mayBegin(WalkCall::Read))
        send(*request, WalkCall::Read, [this](const Result<HttpResponse> &result) { readAnswered(result); });
}

void ChunkWalk::readAnswered(const Result<HttpResponse> &result)
{
    if (!result)
        readFailed(result.error());
    else if (const auto verdict = judgeRead(around().plan, around().tools, m_toRead.back(), *result))
        readSucceeded(*verdict);
    else if (verdict.error().kind == Error::Kind::Storage)
        pauseAll(QStringLiteral("The job that is taken back cannot be read: %1").arg(verdict.error().detail));
    else
        readFailed(unreadableAnswer(*result, verdict.error().detail));
    answered(WalkCall::Read, 0, result);
}

void ChunkWalk::readSucceeded(const BeforeVerdict &verdict)
{
    m_toRead.pop_back();
    if (!verdict.settled.empty() && !recorded(around().tools.journal.putOutcomes(verdict.settled)))
        return;
    for (const BeforeImage &image : verdict.images)
        m_images[image.row] = image;
    m_read.insert(m_read.end(), verdict.toSend.begin(), verdict.toSend.end());
    m_readAt = m_readAt.value_or(around().tools.clock.uptime());
    m_toSend.add(verdict.toSend);
}

/// Nothing was done by it, so that it may be asked again, and in halves.
void ChunkWalk::readFailed(const Error &error)
{
    using Then = FailureVerdict::Then;
    const FailureVerdict verdict = judgeFailure(m_spec, error, m_toRead.back());
    switch (verdict.then) {
    case Then::Split:
    case Then::Fail: {
        std::vector<JobRow> rows = std::exchange(m_toRead.back(), {});
        m_toRead.pop_back();
        if (rows.size() < 2) {
            const RowOutcome outcome = failedRow(m_spec, rows.front(), error);
            recorded(around().tools.journal.putOutcomes({&outcome, 1}));
            return;
        }
        const auto middle = rows.begin() + std::ptrdiff_t(rows.size() / 2);
        m_toRead.emplace_back(middle, rows.end());
        m_toRead.emplace_back(rows.begin(), middle);
        return;
    }
    case Then::Check: return repeatAfter(faultLasts, error, QStringLiteral("The records could not be read"));
    case Then::Pause: return pauseAll(verdict.words);
    case Then::Repeat:
        return repeatAfter(error.retryAfter.value_or(lockLasts), error, QStringLiteral("HubSpot held a read back"));
    }
    Q_UNREACHABLE();
}

bool ChunkWalk::isStale() const
{
    return m_readAt && around().tools.clock.uptime() - *m_readAt > stateKeeps;
}

void ChunkWalk::write()
{
    if (!around().host.mayBegin(WalkCall::Write))
        return;
    const std::vector<JobRow> &part = m_toSend.part();
    std::vector<BeforeImage> images;
    for (const JobRow &row : part) {
        if (const auto image = m_images.find(row.row); image != m_images.end())
            images.push_back(image->second);
    }
    m_sentAt = around().tools.clock.now();
    const Result<std::int64_t> request = around().tools.journal.sending(
        {.kind = JournalRequest::Kind::Write, .rows = numbersOfRows(part), .sentAt = m_sentAt}, images);
    if (!recorded(request.map([](std::int64_t) {})))
        return;
    m_request = *request;
    m_readAt.reset(); // from now on it is known what is sent and what is not
    m_read.clear();
    send(writeRequest(around().tools.api, m_spec, part), WalkCall::Write,
         [this](const Result<HttpResponse> &result) { writeAnswered(result); });
}

void ChunkWalk::writeAnswered(const Result<HttpResponse> &result)
{
    const std::vector<JobRow> part = m_toSend.part();
    bool goesOn = false;
    if (!result)
        goesOn = writeFailed(part, result.error());
    else if (const auto answer = parseBatchAnswer(result->status, result->body))
        goesOn = writeSucceeded(part, *result, *answer);
    else
        goesOn = writeFailed(part, unreadableAnswer(*result, answer.error().detail));
    answered(WalkCall::Write, goesOn && result ? part.size() : 0, result);
}

bool ChunkWalk::writeSucceeded(const std::vector<JobRow> &part, const HttpResponse &response, const BatchAnswer &answer)
{
    const JobTools &tools = around().tools;
    WriteVerdict verdict = judgeAnswer(m_spec, part, response.status, answer);
    if (!writes(m_spec.operation)) { // what is read twice is not done twice
        verdict.again.insert(verdict.again.end(), verdict.unknown.begin(), verdict.unknown.end());
        verdict.unknown.clear();
    }
    if (part.size() == 1 && !verdict.again.empty() && ++m_leftOut[part.front().row] > mostLeftOut) {
        verdict.outcomes.push_back(failedRow(
            m_spec, part.front(),
            unreadableAnswer(response, QStringLiteral("HubSpot's answers do not say what became of this row"))));
        verdict.again.clear();
    }
    if (!setConflictsApart(verdict))
        return false;
    if (tools.keep && !writes(m_spec.operation)) {
        if (const Result<void> kept = tools.keep(part, answer); !kept) {
            if (recorded(tools.journal.ended(m_request, requestEnd(response), {})))
                pauseAll(QStringLiteral("What was read cannot be kept: %1. Make room for it, then resume.")
                             .arg(kept.error().detail));
            return false;
        }
    }
    if (verdict.unknown.empty()) {
        if (!recorded(tools.journal.ended(m_request, requestEnd(response), verdict.outcomes)))
            return false;
    } else {
        // As if a Check had told of those that the answer names; the others stay sent.
        if (!recorded(tools.journal.settled(m_request, verdict.outcomes, verdict.again))
            || !recorded(tools.journal.unanswered(m_request, requestEnd(response))))
            return false;
        around().host.doubted(rowsAmong(part, verdict.unknown), m_sentAt);
    }
    if (verdict.again.size() == part.size() && part.size() > 1) {
        m_toSend.failed();
        return true;
    }
    m_toSend.passed();
    sendAgain(part, verdict.again);
    return true;
}

/// In halves, since an answer that speaks of some rows may do so again.
void ChunkWalk::sendAgain(const std::vector<JobRow> &part, const std::vector<std::int64_t> &again)
{
    if (again.empty())
        return;
    std::vector<JobRow> rows = rowsAmong(part, again);
    const auto middle = rows.begin() + std::ptrdiff_t(rows.size() / 2);
    m_toSend.add({rows.begin(), middle});
    m_toSend.add({middle, rows.end()});
}

bool ChunkWalk::writeFailed(const std::vector<JobRow> &part, const Error &error)
{
    using Then = FailureVerdict::Then;
    Journal &journal = around().tools.journal;
    const FailureVerdict verdict = judgeFailure(m_spec, error, part);
    const RequestEnd end = requestEnd(tl::unexpected(error));
    const bool reads = !writes(m_spec.operation);
    switch (verdict.then) {
    case Then::Split:
    case Then::Fail:
        if (part.size() < 2)
            return culprit(part.front(), error);
        if (!recorded(journal.ended(m_request, end, {})))
            return false;
        m_toSend.failed(blamed(part, error));
        return true;
    case Then::Check:
        if (reads) {
            if (!recorded(journal.ended(m_request, end, {})))
                return false;
            repeatAfter(faultLasts, error, QStringLiteral("The records could not be read"));
            return true;
        }
        if (!recorded(journal.unanswered(m_request, end)))
            return false;
        m_toSend.dropped();
        around().host.doubted(part, m_sentAt);
        return true;
    case Then::Pause:
        if (recorded(journal.ended(m_request, end, {})))
            pauseAll(verdict.words);
        return false;
    case Then::Repeat:
        if (!recorded(journal.ended(m_request, end, {})))
            return false;
        repeatAfter(error.retryAfter.value_or(lockLasts), error, QStringLiteral("HubSpot held a chunk back"));
        return true;
    }
    Q_UNREACHABLE();
}

bool ChunkWalk::culprit(const JobRow &row, const Error &error)
{
    Journal &journal = around().tools.journal;
    const RequestEnd end = requestEnd(tl::unexpected(error));
    WriteVerdict verdict{.outcomes = {failedRow(m_spec, row, error)}};
    if (!setConflictsApart(verdict))
        return false;
    if (verdict.unknown.empty()) {
        if (!recorded(journal.ended(m_request, end, verdict.outcomes)))
            return false;
    } else {
        if (!recorded(journal.unanswered(m_request, end)))
            return false;
        around().host.doubted({row}, m_sentAt);
    }
    m_toSend.failed();
    return true;
}

/// What is refused as being there may be there by a request of ours that came late: it stays sent and is looked up,
/// once a row.
bool ChunkWalk::setConflictsApart(WriteVerdict &verdict)
{
    Journal &journal = around().tools.journal;
    std::vector<std::int64_t> rows;
    std::ranges::transform(verdict.outcomes, std::back_inserter(rows), &RowOutcome::row);
    const Result<std::vector<EarlierSend>> earlier = journal.earlier(rows);
    if (!recorded(earlier.map([](const auto &) {})))
        return false;
    const std::vector<std::int64_t> apart = conflictsToCheck(m_spec, verdict.outcomes, *earlier);
    if (apart.empty())
        return true;
    if (!recorded(journal.setRefused(apart)))
        return false;
    std::erase_if(verdict.outcomes,
                  [&](const RowOutcome &outcome) { return std::ranges::find(apart, outcome.row) != apart.end(); });
    verdict.unknown.insert(verdict.unknown.end(), apart.begin(), apart.end());
    return true;
}

} // namespace hubwatch
