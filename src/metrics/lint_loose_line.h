// LooseLine: one line of the older text format, with blanks where they may stand.
#pragma once

#include "metrics/lint_log.h"
#include "metrics/lint_sample.h"

namespace hubwatch {

/// Reads one line. `Broken` has been reported.
class LooseLine
{
public:
    enum class Kind { Nothing, Metadata, Sample, Broken };

    LooseLine(const LintLine &line, LintLog &log)
        : m_line(line)
        , m_log(log)
        , m_at(line.begin())
    { }

    /// Empty lines and comments are Nothing; only Help and Type are Metadata.
    Kind read(LintSample &sample, LintMetadata &metadata);

private:
    bool isAtEnd() const { return m_at == m_line.end(); }
    bool isAt(char c) const { return !isAtEnd() && *m_at == c; }
    void skipBlanks();
    std::string_view word();
    bool fail(const char *at, QString text);
    bool failExpecting(QStringView expected);

    Kind readComment(LintMetadata &metadata);
    bool readHelp(std::string_view &text);
    bool readSample(LintSample &sample);
    bool readLabels(std::vector<LintLabel> &labels);
    bool readLabel(std::vector<LintLabel> &labels);
    bool readLabelValue(std::string_view &value);
    bool readTimestamp(std::optional<LintNumber> &at);

    const LintLine &m_line;
    LintLog &m_log;
    const char *m_at;
};

} // namespace hubwatch
