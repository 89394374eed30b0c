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
    std::int64_t rowsChecking() const override { return std::int64_t(m_rows.size()); }

private:
    void begin(const CheckPlan &plan);
    void checkAnswered(CheckPlan::How how, const Result<HttpResponse> &result);
    Result<CheckVerdict> judged(CheckPlan::How how, const HttpResponse &response) const;
    void succeeded(CheckPlan::How how, CheckVerdict verdict);
    void failed(const Error &error);
    void refused(const Error &error);

    std::vector<JobRow> m_rows;
    TimePoint m_sentAt;
    int m_attempt = 1;
    bool m_waited = false;
    std::int64_t m_request = 0; ///< the journal's, of what is out
};

} // namespace hubwatch
