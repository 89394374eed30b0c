#include "checklist/logs/log_judgement.h"

#include "base/duration_text.h"
#include "base/time_text.h"
#include "batch/count_text.h"
#include "checklist/probe_answer.h"

#include <algorithm>

namespace hubwatch {

namespace {

using namespace Qt::StringLiterals;

constexpr std::size_t newestKept = 200;
constexpr std::size_t tracesKept = 10;
constexpr std::size_t findingsShown = 20;
constexpr double mostlyStructured = 0.95;
constexpr Duration logClockSkew = 5min;
constexpr Duration widestZone = 14h;
constexpr Duration oldestSample = 24h;

/// Evenly over the lines: the very newest may still be on their way.
std::vector<LogTrace> tracesOf(const std::vector<LogTrace> &ring, std::size_t next)
{
    std::vector<LogTrace> ordered(ring.begin() + std::ptrdiff_t(next), ring.end());
    ordered.insert(ordered.end(), ring.begin(), ring.begin() + std::ptrdiff_t(next));
    if (ordered.size() <= tracesKept)
        return ordered;
    std::vector<LogTrace> picked;
    for (std::size_t i = 0; i < tracesKept; ++i)
        picked.push_back(ordered[i * (ordered.size() - 1) / (tracesKept - 1)]);
    return picked;
}

} // namespace

void LogJudge::Fault::add(qsizetype line, const QString &what)
{
    if (lines++ == 0)
        first = u"line %1: %2"_s.arg(line).arg(what);
}

void LogJudge::take(const QByteArray &raw)
{
    ++m_number;
    if (raw.trimmed().isEmpty())
        return;
    ++m_lines;
    const LogLine line = readLogLine(raw);
    if (line.leak) {
        const QString where
            = line.leak->isEmpty() ? u"in plain text"_s : u"under \"%1\""_s.arg(shownWords(*line.leak, 60));
        m_leaks.add(m_number, u"a secret %1"_s.arg(where));
        if (m_findings.size() < findingsShown)
            m_findings.push_back({.rule = u"secret-in-log"_s,
                                  .line = int(std::min<qsizetype>(m_number, 1'000'000'000)),
                                  .text = u"The log holds a secret %1."_s.arg(where)});
    }
    if (!line.json) {
        m_sawTrace = m_sawTrace || line.notJson.startsWith("a stack trace"_L1);
        m_notJson.add(m_number, u"not JSON: %1"_s.arg(line.notJson));
        return;
    }
    if (line.level.isEmpty())
        m_level.add(m_number, u"has no level"_s);
    if (line.timeText.isEmpty())
        m_time.add(m_number, u"has no time"_s);
    else if (!line.time)
        m_time.add(m_number, u"its time does not parse: %1"_s.arg(shownWords(line.timeText, 40)));
    if (line.message.isEmpty())
        m_message.add(m_number, u"has no message"_s);
    m_sawZoneless = m_sawZoneless || line.zoneless;
    if (!line.complete())
        return;
    ++m_complete;
    if (!m_latest || *line.time > *m_latest) {
        m_latest = line.time;
        m_latestLine = m_number;
        m_latestZoneless = line.zoneless;
    }
    LogTrace trace{.id = line.id, .message = line.message.left(500), .timeText = line.timeText, .time = *line.time};
    if (m_newest.size() < newestKept) {
        m_newest.push_back(std::move(trace));
    } else {
        m_newest[m_next] = std::move(trace);
        m_next = (m_next + 1) % newestKept;
    }
}

Fact LogJudge::factOf(const QString &name, const Fault &fault) const
{
    Fact fact{.name = name, .expected = u"every line"_s, .got = u"all %1"_s.arg(countText(m_lines))};
    fact.outcome = Outcome::Pass;
    if (fault.lines == 0)
        return fact;
    const double good = double(m_lines - fault.lines) / double(m_lines);
    fact.got = u"%1 of %2; %3"_s.arg(countText(m_lines - fault.lines), countText(m_lines), fault.first);
    fact.outcome = good >= mostlyStructured ? Outcome::Warn : Outcome::Fail;
    return fact;
}

LogJudgement LogJudge::judge(TimePoint now) const
{
    LogJudgement judged;
    if (m_lines == 0) {
        judged.words = u"the sample of the log is empty: let the service run, then look again"_s;
        return judged;
    }
    judged.facts = {factOf(u"JSON object"_s, m_notJson), factOf(u"level"_s, m_level), factOf(u"time"_s, m_time),
                    factOf(u"message"_s, m_message)};
    judged.facts.push_back(
        {.name = u"secrets"_s,
         .expected = u"none"_s,
         .got = m_leaks.lines == 0 ? u"none"_s : u"in %1; %2"_s.arg(counted(m_leaks.lines, u"line"_s), m_leaks.first),
         .outcome = m_leaks.lines == 0 ? Outcome::Pass : Outcome::Fail});
    judged.findings = m_findings;
    judged.findingsLeftOut = m_leaks.lines - qsizetype(m_findings.size());
    if (m_sawZoneless)
        judged.notes += u"times name no zone: they were read as UTC"_s;
    if (m_sawTrace)
        judged.notes
            += u"a stack trace belongs into a field of its line, or collectors make a line of each of its rows"_s;
    judged.traces = tracesOf(m_newest, m_next);

    judgeAge(now, judged);
    judgeStructure(judged);
    return judged;
}

void LogJudge::judgeAge(TimePoint now, LogJudgement &judged) const
{
    if (!m_latest)
        return;
    const Duration zone = m_latestZoneless ? widestZone : Duration::zero();
    Fact fact{.name = u"newest line"_s,
              .expected = u"of the last %1"_s.arg(durationText(oldestSample)),
              .got = utcText(*m_latest),
              .outcome = Outcome::Pass};
    if (*m_latest > now + logClockSkew + zone) {
        judged.words = u"line %1: its time is yet to come: %2"_s.arg(m_latestLine).arg(utcText(*m_latest));
        fact.outcome = Outcome::Fail;
    } else if (*m_latest < now - oldestSample - zone) {
        judged.words = u"the newest line is of %1: name the log that is written now"_s.arg(utcText(*m_latest));
        fact.outcome = std::nullopt;
    }
    judged.facts.push_back(fact);
}

void LogJudge::judgeStructure(LogJudgement &judged) const
{
    const bool isOld = !judged.words.isEmpty() && !judged.facts.back().outcome;
    const bool isFuture = !judged.words.isEmpty() && !isOld;
    if (m_leaks.lines > 0) {
        judged.outcome = Outcome::Fail;
        judged.words = m_leaks.first;
    } else if (isOld) {
        judged.outcome = Outcome::NotRun;
    } else if (m_complete < m_lines) {
        const bool mostly = double(m_complete) / double(m_lines) >= mostlyStructured;
        judged.outcome = mostly && !isFuture ? Outcome::Warn : Outcome::Fail;
        const Fault *fault = &m_notJson;
        for (const Fault *other : {&m_level, &m_time, &m_message})
            if (other->lines > fault->lines)
                fault = other;
        if (!mostly || !isFuture)
            judged.words = u"%1 of %2 lines are JSON with level, time and message; %3"_s.arg(
                countText(m_complete), countText(m_lines), fault->first);
    } else {
        judged.outcome = isFuture ? Outcome::Fail : Outcome::Pass;
        if (!isFuture)
            judged.words = u"%1: JSON with level, time and message, no secret"_s.arg(counted(m_lines, u"line"_s));
    }
}

LogJudgement judgeLogLines(const std::vector<QByteArray> &lines, TimePoint now)
{
    LogJudge judge;
    for (const QByteArray &line : lines)
        judge.take(line);
    return judge.judge(now);
}

} // namespace hubwatch
