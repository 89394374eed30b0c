#include "metrics/lint_loose_line.h"

#include "metrics/metric_name.h"
#include "metrics/number_text.h"

#include <charconv>
#include <cstdint>

namespace hubwatch {

namespace {

bool separates(char c)
{
    return c == ' ' || c == '\t';
}

/// A whole number of milliseconds as Go reads an int64.
bool isMilliseconds(std::string_view text)
{
    if (text.starts_with('+') && !text.starts_with("+-"))
        text.remove_prefix(1);
    std::int64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    return read.ec == std::errc() && read.ptr == text.data() + text.size();
}

} // namespace

LooseLine::Kind LooseLine::read(LintSample &sample, LintMetadata &metadata)
{
    skipBlanks();
    if (isAtEnd())
        return Kind::Nothing;
    if (*m_at == '#')
        return readComment(metadata);
    return readSample(sample) ? Kind::Sample : Kind::Broken;
}

void LooseLine::skipBlanks()
{
    while (!isAtEnd() && separates(*m_at))
        ++m_at;
}

/// What stands here up to the next blank; goes on behind it.
std::string_view LooseLine::word()
{
    const char *const start = m_at;
    while (!isAtEnd() && !separates(*m_at))
        ++m_at;
    return {start, size_t(m_at - start)};
}

bool LooseLine::fail(const char *at, QString text)
{
    m_log.error(m_line, at, std::move(text));
    return false;
}

bool LooseLine::failExpecting(QStringView expected)
{
    return fail(m_at, QStringLiteral("expected %1, found %2").arg(expected, lintFound(m_line, m_at)));
}

LooseLine::Kind LooseLine::readComment(LintMetadata &metadata)
{
    ++m_at;
    skipBlanks();
    const std::string_view keyword = word();
    if (isAtEnd() || (keyword != "HELP" && keyword != "TYPE"))
        return Kind::Nothing;
    metadata.kind = keyword == "HELP" ? LintMetadata::Kind::Help : LintMetadata::Kind::Type;
    skipBlanks();
    if (isAtEnd())
        return Kind::Nothing;
    const char *const start = m_at;
    if (isNameByte(*m_at, MetricStart))
        m_at = metricNameEnd(m_at, m_line.end());
    metadata.family = std::string_view(start, size_t(m_at - start));
    if (!isAtEnd() && (metadata.family.empty() || !separates(*m_at))) {
        fail(start,
             QStringLiteral("expected a metric name: letters, digits, \"_\" and \":\", no digit first, found %1")
                 .arg(lintFound(m_line, start)));
        return Kind::Broken;
    }
    skipBlanks();
    if (isAtEnd())
        return Kind::Nothing; // the parser takes a line that stops here for a comment
    metadata.text = std::string_view(m_at, size_t(m_line.end() - m_at));
    if (metadata.kind == LintMetadata::Kind::Help && !readHelp(metadata.text))
        return Kind::Broken;
    return Kind::Metadata;
}

bool LooseLine::readHelp(std::string_view &text)
{
    const char *const start = m_at;
    for (; !isAtEnd(); ++m_at) {
        if (*m_at != '\\')
            continue;
        if (m_at + 1 == m_line.end() || (m_at[1] != '\\' && m_at[1] != 'n'))
            return fail(m_at,
                        QStringLiteral("a help text knows only the escapes \\\\ and \\n: write \\\\ for a backslash"));
        ++m_at;
    }
    text = std::string_view(start, size_t(m_at - start));
    return true;
}

bool LooseLine::readSample(LintSample &sample)
{
    sample.at.reset();
    sample.labels.clear();
    const char *const start = m_at;
    if (!isNameByte(*m_at, MetricStart))
        return failExpecting(u"a metric name or a comment");
    m_at = metricNameEnd(m_at, m_line.end());
    sample.name = std::string_view(start, size_t(m_at - start));
    skipBlanks();
    if (isAt('{') && !readLabels(sample.labels))
        return false;
    skipBlanks();
    const char *const valueAt = m_at;
    const std::string_view text = word();
    QString fault;
    const std::optional<LintNumber> value = readLintNumber(text, fault);
    if (!value)
        return text.empty() ? failExpecting(u"a value") : fail(valueAt, fault);
    if (!parseNumber(text)) // an integer too long for Prometheus
        return fail(valueAt, QStringLiteral("%1 does not fit into a 64-bit float").arg(lintQuoted(text)));
    sample.value = *value;
    return isAtEnd() || readTimestamp(sample.at);
}

bool LooseLine::readLabels(std::vector<LintLabel> &labels)
{
    ++m_at;
    while (true) {
        skipBlanks();
        if (isAt('}')) {
            ++m_at;
            const LintLabel *const repeated = repeatedLabel(labels);
            return !repeated
                || fail(repeated->name.data(),
                        QStringLiteral("the label %1 stands twice: keep one").arg(lintQuoted(repeated->name)));
        }
        if (!readLabel(labels))
            return false;
        skipBlanks();
        if (isAt(','))
            ++m_at;
        else if (!isAt('}'))
            return failExpecting(u"\",\" or \"}\" behind the label's value");
    }
}

bool LooseLine::readLabel(std::vector<LintLabel> &labels)
{
    const char *const start = m_at;
    if (isAtEnd() || !isNameByte(*m_at, LabelStart))
        return failExpecting(u"a label name: letters, digits and \"_\", no digit first");
    m_at = labelNameEnd(m_at, m_line.end());
    LintLabel &label = labels.emplace_back();
    label.name = std::string_view(start, size_t(m_at - start));
    if (label.name == "__name__")
        return fail(start, QStringLiteral("the label name \"__name__\" is reserved: rename it"));
    skipBlanks();
    if (!isAt('='))
        return failExpecting(u"\"=\" behind the label's name");
    ++m_at;
    skipBlanks();
    if (!isAt('"'))
        return failExpecting(u"the label's value in double quotes");
    ++m_at;
    return readLabelValue(label.value);
}

bool LooseLine::readLabelValue(std::string_view &value)
{
    const char *const start = m_at;
    for (; !isAtEnd() && *m_at != '"'; ++m_at) {
        if (*m_at != '\\')
            continue;
        if (m_at + 1 == m_line.end() || (m_at[1] != '\\' && m_at[1] != 'n' && m_at[1] != '"'))
            return fail(m_at,
                        QStringLiteral(
                            "a label's value knows only the escapes \\\\, \\\" and \\n: write \\\\ for a backslash"));
        ++m_at;
    }
    if (isAtEnd())
        return failExpecting(u"a double quote behind the label's value");
    value = std::string_view(start, size_t(m_at - start));
    ++m_at;
    return true;
}

bool LooseLine::readTimestamp(std::optional<LintNumber> &at)
{
    const char *const blanks = m_at;
    skipBlanks();
    if (isAtEnd())
        return fail(blanks, QStringLiteral("blanks behind the value: remove them"));
    const char *const start = m_at;
    const std::string_view text = word();
    if (!isMilliseconds(text))
        return fail(start,
                    QStringLiteral("expected a timestamp in whole milliseconds such as 1520879607789, found %1")
                        .arg(lintQuoted(text)));
    at = LintNumber{.text = text, .value = 0};
    return isAtEnd()
        || fail(m_at,
                QStringLiteral("expected the end of the line behind the timestamp, found %1")
                    .arg(lintFound(m_line, m_at)));
}

} // namespace hubwatch
