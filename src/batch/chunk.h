// The decisions about one chunk of rows: what is sent, what an answer means, what becomes of rows nobody knows. Pure.
#pragma once

#include "batch/journal.h"
#include "batch/plan.h"
#include "hubspot/batch_answer.h"
#include "net/http.h"

#include <span>
#include <vector>

namespace hubwatch {

/// Reads what is there before a chunk is written: the properties it writes, of the records its keys name. Nothing for
/// an operation that has no before (create), or a spec that keeps none and skips nothing.
std::optional<HttpRequest> beforeRequest(const QUrl &api, const JobSpec &spec, std::span<const JobRow> rows);

/// What the read before told: the images, and the rows that need not or cannot be sent.
struct BeforeVerdict {
    std::vector<BeforeImage> images = {};
    std::vector<RowOutcome> settled = {}; ///< skipped as "unchanged"; failed as "not-found" (an update)
    std::vector<JobRow> toSend = {};
};
/// An archive's rows come back with HubSpot's id for a key: by nothing else can they be archived. Rows that were sent
/// `earlier` and are now as the job wants them are done by that: with the state before of then.
BeforeVerdict judgeBefore(const JobSpec &spec, std::span<const JobRow> rows, const BatchAnswer &answer,
                          std::span<const EarlierSend> earlier = {});
/// For associations: `answer` is parseAssociations().
BeforeVerdict judgeBoundBefore(const JobSpec &spec, std::span<const JobRow> rows,
                               const QHash<QString, QStringList> &answer, std::span<const EarlierSend> earlier = {});

/// The request that carries out `rows`; its traces are "row-N". The undo of an upsert both updates and archives: its
/// request carries the rows of the first one's kind, and judgeAnswer() has the others in `again`.
HttpRequest writeRequest(const QUrl &api, const JobSpec &spec, std::span<const JobRow> rows);

/// What an answer to writeRequest() says. Every row is in one of these.
struct WriteVerdict {
    std::vector<RowOutcome> outcomes = {};
    std::vector<std::int64_t> again = {};   ///< not done for certain, and worth sending again in smaller requests
    std::vector<std::int64_t> unknown = {}; ///< an answer that leaves them out
};
/// Of a success: 200, 201, 204, 207. Records are matched by trace, then by id or key; never by order.
WriteVerdict judgeAnswer(const JobSpec &spec, std::span<const JobRow> rows, int status, const BatchAnswer &answer);

/// Creates that were refused as being there, and may be there by an `earlier` request that came late: to be looked up,
/// once.
std::vector<std::int64_t> conflictsToCheck(const JobSpec &spec, std::span<const RowOutcome> outcomes,
                                           std::span<const EarlierSend> earlier);

/// What a failure of the whole request means.
struct FailureVerdict {
    enum class Then {
        Split,  ///< 400, 409 of several rows: in halves, until the culprit stands alone
        Fail,   ///< of one row: it is the culprit
        Check,  ///< no answer, 5xx, unreadable: it may have been done
        Pause,  ///< 401, 403, 488 ...: nothing was done, and nothing will be until a person has acted
        Repeat, ///< 429, 423 given up on: nothing was done
    };

    Then then = Then::Check;
    QString code = {};
    QString words = {}; ///< a sentence; of Pause: with the way out
};
FailureVerdict judgeFailure(const JobSpec &spec, const Error &error, std::span<const JobRow> rows);
/// The culprit's outcome.
RowOutcome failedRow(const JobSpec &spec, const JobRow &row, const Error &error);

/// Reads back rows whose outcome is unknown. Create: by the unique properties it writes; without one by a search, which
/// finds records only after a while. Nothing where it cannot be told at all.
struct CheckPlan {
    enum class How { Read, Search, Associations, Impossible };

    How how = How::Read;
    std::optional<HttpRequest> request = {};
    Duration wait = {}; ///< before it is asked: a late request may still arrive, an index lags
    QString words = {}; ///< Impossible: why, and what a person can do
    /// Which rows it asks about. A search takes few at a time; judge those, and ask about the others next.
    std::vector<std::int64_t> rows = {};
};
/// `attempt` from 1: a search is asked up to three times.
CheckPlan checkPlan(const QUrl &api, const JobSpec &spec, std::span<const JobRow> rows, TimePoint sentAt, int attempt);

struct CheckVerdict {
    std::vector<RowOutcome> outcomes = {};  ///< done after all, or failed for a reason that is plain now
    std::vector<std::int64_t> notDone = {}; ///< to be sent again, without harm
    std::vector<std::int64_t> late = {};    ///< of those: a late request may still do them
    std::vector<std::int64_t> stillUnknown = {};
};
/// `before` tells an update that was not done from a value that somebody else has changed since. What the job made is
/// no older than `sentAt`, or than an `earlier` request of the row.
CheckVerdict judgeCheck(const JobSpec &spec, std::span<const JobRow> rows, TimePoint sentAt, const BatchAnswer &answer,
                        int attempt, std::span<const BeforeImage> before = {},
                        std::span<const EarlierSend> earlier = {});
/// For associations: `answer` is parseAssociations().
CheckVerdict judgeAssociations(const JobSpec &spec, std::span<const JobRow> rows,
                               const QHash<QString, QStringList> &answer);

} // namespace hubwatch
