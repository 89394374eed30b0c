// ChunkWalk: takes one chunk of untouched rows to their piles.
#pragma once

#include "batch/bisection.h"
#include "batch/walk.h"

#include <map>

namespace hubwatch {

/// Reads what is there, writes, and halves what fails as a whole until the culprit stands alone. Rows without an answer
/// are handed on to be read back.
class ChunkWalk : public Walk
{
public:
    ChunkWalk(const Surroundings &around, std::vector<JobRow> rows);

    void go() override;
    std::int64_t rowsSent() const override;

private:
    void read();
    void readAnswered(const Result<HttpResponse> &result);
    void readSucceeded(const BeforeVerdict &verdict);
    void readFailed(const Error &error);
    bool isStale() const;
    void write();
    void writeAnswered(const Result<HttpResponse> &result);
    bool writeSucceeded(const std::vector<JobRow> &part, const HttpResponse &response, const BatchAnswer &answer);
    bool writeFailed(const std::vector<JobRow> &part, const Error &error);
    void sendAgain(const std::vector<JobRow> &part, const std::vector<std::int64_t> &again);
    bool culprit(const JobRow &row, const Error &error);
    bool setConflictsApart(WriteVerdict &verdict);

    const JobSpec &m_spec;
    std::vector<std::vector<JobRow>> m_toRead = {}; ///< the last one first
    std::vector<JobRow> m_read = {};                ///< all of them, as long as nothing was sent
    std::optional<Duration> m_readAt = {};          ///< uptime
    std::map<std::int64_t, BeforeImage> m_images = {};
    Bisection m_toSend = {};
    std::int64_t m_request = 0; ///< the journal's, of what is out
    TimePoint m_sentAt = {};
    std::map<std::int64_t, int> m_leftOut = {}; ///< how often an answer to this row alone did not speak of it
};

/// What the read before told, of a job and of an undo. Malformed when the answer is; Storage when the job that is taken
/// back cannot be read.
Result<BeforeVerdict> judgeRead(const Plan &plan, const JobTools &tools, const std::vector<JobRow> &rows,
                                const HttpResponse &response);

} // namespace hubwatch
