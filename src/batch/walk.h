// Walk: one chunk of rows under way, and what it asks of the job and tells it.
#pragma once

#include "base/call_scope.h"
#include "batch/chunk.h"
#include "batch/job_runner.h"

namespace hubwatch {

enum class WalkCall { Read, Write, Check };

/// What became of one request.
struct WalkAnswer {
    WalkCall call = WalkCall::Write;
    std::int64_t rows = 0; ///< that it carried
    bool reached = true;   ///< HubSpot answered, whatever it said
    Error::Reach reach = Error::Reach::None;
    std::optional<Duration> took = {}; ///< on the wire, of an answer that is no error

    bool operator==(const WalkAnswer &) const = default;
};

class WalkHost
{
public:
    virtual ~WalkHost() = default;

    /// Whether a request may begin now. If not, the walk stands until its go() is called.
    virtual bool mayBegin(WalkCall call) = 0;
    virtual void began(WalkCall call) = 0;
    /// It stands in the journal by now.
    virtual void answered(const WalkAnswer &answer) = 0;
    /// Rows that were sent and may have been done: somebody has to read them back.
    virtual void doubted(std::vector<JobRow> rows, TimePoint sentAt) = 0;
    /// Rows that were not done after all: they are untouched, and somebody has to send them.
    virtual void notDone(std::vector<JobRow> rows) = 0;
    /// Nothing new may begin, anywhere in the job, until a person has acted.
    virtual void mustPause(const QString &why) = 0;
    /// The same, since nothing can be recorded.
    virtual void journalFailed(const Error &error) = 0;
    /// Comes last in whatever a walk does by itself.
    virtual void stepped() = 0;
};

/// A small machine with at most one request out. Each effect stands in the journal before the next one begins.
///
/// Dropping it in any state is as good as a crash: what was sent and not answered stays so in the journal.
class Walk
{
public:
    enum class Step {
        Standing, ///< goes on with go()
        Waiting,  ///< for a time
        Reading,  ///< what is there, before it writes
        Sending,
        Checking, ///< reading back
        Ended,
    };
    struct Surroundings {
        const Plan &plan;
        const JobTools &tools;
        WalkHost &host;
    };

    explicit Walk(const Surroundings &around);
    virtual ~Walk() = default;

    virtual void go() = 0;
    /// Drops what is out and never moves again.
    void abandon();

    Step step() const { return m_step; }
    bool isOut() const { return m_step == Step::Reading || m_step == Step::Sending || m_step == Step::Checking; }
    virtual std::int64_t rowsSent() const { return 0; }     ///< on their way, not answered
    virtual std::int64_t rowsChecking() const { return 0; } ///< being read back, or waiting for that

protected:
    const Surroundings &around() const { return m_around; }
    void setStep(Step step) { m_step = step; }
    void send(const HttpRequest &request, WalkCall call, std::function<void(const Result<HttpResponse> &)> reply);
    void waitFor(Duration wait);
    /// Tells the job of an answer, and takes the next step.
    void answered(WalkCall call, size_t rows, const Result<HttpResponse> &result);
    /// The same request has to go out again after `wait`; five times in a row at most, then the job pauses with `why`.
    void repeatAfter(Duration wait, const Error &error, const QString &why);
    void pauseAll(const QString &why);
    /// Whether a record was made; otherwise nothing of this walk goes on.
    bool recorded(const Result<void> &result);

private:
    Surroundings m_around;
    Step m_step = Step::Standing;
    int m_repeats = 0;
    bool m_repeating = false; ///< the answer at hand counts as one of them
    CallScope m_calls;
};

/// How the journal keeps the end of a request.
RequestEnd requestEnd(const Result<HttpResponse> &result);
std::vector<std::int64_t> numbersOfRows(std::span<const JobRow> rows);
/// Those of `rows` whose numbers are among `numbers`.
std::vector<JobRow> rowsAmong(std::span<const JobRow> rows, std::span<const std::int64_t> numbers);

} // namespace hubwatch
