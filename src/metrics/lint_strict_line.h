// StrictLine: one line of OpenMetrics, by the letter of its ABNF.
#pragma once

#include "metrics/lint_log.h"
#include "metrics/lint_sample.h"

namespace hubwatch {

/// Reads one line. Each read function reports the first thing that is wrong and answers false.
class StrictLine
{
public:
    StrictLine(const LintLine &line, LintLog &log)
        : m_line(line)
        , m_log(log)
        , m_at(line.begin())
    { }

    /// Into `sample`, whose vectors are used again.
    bool readSample(LintSample &sample);
    /// A line that begins with "#" and is not "# EOF".
    bool readMetadata(LintMetadata &metadata);

private:
    bool isAtEnd() const { return m_at == m_line.end(); }
    bool isAt(char c) const { return !isAtEnd() && *m_at == c; }
    bool fail(const char *at, QString text);
    bool failExpecting(QStringView expected);
    bool skip(char c, QStringView expected);
    std::string_view word() const;

    bool readMetricName(std::string_view &name);
    bool readLabels(std::vector<LintLabel> &labels);
    bool readLabel(std::vector<LintLabel> &labels);
    bool readEscaped(std::string_view &text, bool isQuoted);
    bool readNumber(LintNumber &number);
    bool readTimestamp(std::optional<LintNumber> &at);
    bool readExemplar(LintSample &sample);

    const LintLine &m_line;
    LintLog &m_log;
    const char *m_at;
};

} // namespace hubwatch
