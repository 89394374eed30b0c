// CheckWalk: finds out what became of rows that were sent and not answered.
#pragma once

#include "batch/walk.h"

namespace hubwatch {

/// Waits until nothing can arrive any more, reads the rows back, and hands on those that were not done. What cannot be
/// told stays unknown, in words.
class CheckWalk : public Walk
{
public:
    CheckWalk(const Surroundings &around, std::vector<JobRow> rows, TimePoint sentAt);

    void go() override;
    std::int64_t rowsChecking() const override { return std::int64_t(m_rows.size() + m_later.size()); }

private:
    bool giveUp(const CheckPlan &plan);
    void begin(const CheckPlan &plan);
    void checkAnswered(const CheckPlan &plan, const Result<HttpResponse> &result);
    Result<CheckVerdict> judged(const CheckPlan &plan, const HttpResponse &response) const;
    void succeeded(const CheckPlan &plan, CheckVerdict verdict);
    void failed(const CheckPlan &plan, const Error &error);
    void refused(const CheckPlan &plan, const Error &error);
    void leave(std::span<const std::int64_t> rows);

    std::vector<JobRow> m_rows;
    std::vector<JobRow> m_later = {}; ///< to be looked for once more
    TimePoint m_sentAt;
    int m_attempt = 1;
    bool m_waited = false;
    std::int64_t m_request = 0; ///< the journal's, of what is out
};

} // namespace hubwatch
