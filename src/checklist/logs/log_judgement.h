// Whether lines of a log are structured and free of secrets.
#pragma once

#include "checklist/evidence.h"
#include "checklist/logs/log_line.h"

namespace hubwatch {

/// A line that can be looked for where lines arrive.
struct LogTrace {
    QString id = {};       ///< of its request; empty: it has none
    QString message = {};  ///< at most 500 characters
    QString timeText = {}; ///< as the line writes it
    TimePoint time = {};

    bool operator==(const LogTrace &) const = default;
};

struct LogJudgement {
    Outcome outcome = Outcome::NotRun; ///< of the lines alone
    QString words = {};
    std::vector<Fact> facts = {};
    std::vector<Finding> findings = {}; ///< lines with a secret, 20 at most
    qsizetype findingsLeftOut = 0;
    QStringList notes = {};
    std::vector<LogTrace> traces = {}; ///< ten of the newest lines, oldest first

    bool operator==(const LogJudgement &) const = default;
};

/// Reads lines one by one, in the order they were written, and judges them when the last one was read.
class LogJudge
{
public:
    /// Empty lines count for nothing.
    void take(const QByteArray &line);
    LogJudgement judge(TimePoint now) const;

private:
    struct Fault {
        qsizetype lines = 0;
        QString first = {}; ///< "line 14: ..."

        void add(qsizetype line, const QString &what);
    };

    void judgeAge(TimePoint now, LogJudgement &judged) const;
    void judgeStructure(LogJudgement &judged) const;
    Fact factOf(const QString &name, const Fault &fault) const;

    qsizetype m_number = 0; ///< of the line, empty ones counted
    qsizetype m_lines = 0;
    qsizetype m_complete = 0;
    bool m_sawTrace = false;
    bool m_sawZoneless = false;
    Fault m_notJson = {};
    Fault m_level = {};
    Fault m_time = {};
    Fault m_message = {};
    Fault m_leaks = {};
    std::vector<Finding> m_findings = {};
    std::vector<LogTrace> m_newest = {}; ///< the newest 200, a ring
    std::size_t m_next = 0;
    std::optional<TimePoint> m_latest = {};
    qsizetype m_latestLine = 0;
    bool m_latestZoneless = false;
};

/// All at once: for few lines.
LogJudgement judgeLogLines(const std::vector<QByteArray> &lines, TimePoint now);

} // namespace hubwatch
