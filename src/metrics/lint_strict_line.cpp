#include "metrics/lint_strict_line.h"

#include "metrics/label_text.h"
#include "metrics/metric_name.h"

#include <algorithm>

namespace hubwatch {

namespace {

constexpr size_t longestExemplar = 128; // characters of names and values together

size_t charactersOf(const std::vector<LintLabel> &labels)
{
    size_t count = 0;
    const auto add = [&count](std::string_view text) {
        count += size_t(
            std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
    };
    for (const LintLabel &label : labels) {
        add(label.name);
        add(unescapedLabelValue(label.value));
    }
    return count;
}

QString expectedNothing(const LintLine &line, const char *at)
{
    if (std::string_view(at, size_t(line.end() - at)).find_first_not_of(" \t") == std::string_view::npos)
        return QStringLiteral("blanks at the end of the line: remove them");
    return QStringLiteral("expected the end of the line, found %1").arg(lintFound(line, at));
}

} // namespace

bool StrictLine::readSample(LintSample &sample)
{
    sample.at.reset();
    sample.exemplar = nullptr;
    sample.labels.clear();
    if (isAtEnd())
        return fail(m_at, QStringLiteral("an empty line: remove it"));
    if (!isNameByte(*m_at, MetricStart))
        return failExpecting(u"a metric name, \"# TYPE\", \"# HELP\", \"# UNIT\" or \"# EOF\"");
    if (!readMetricName(sample.name))
        return false;
    if (isAt('{') && !readLabels(sample.labels))
        return false;
    if (!skip(' ',
              sample.labels.empty() ? u"\"{\" or one space behind the metric name" : u"one space behind the labels")
        || !readNumber(sample.value))
        return false;
    const bool mayBeTimestamp = m_line.end() - m_at < 2 || m_at[1] != '#';
    if (isAt(' ') && mayBeTimestamp) {
        ++m_at;
        if (!readTimestamp(sample.at))
            return false;
    }
    if (isAt(' '))
        return readExemplar(sample);
    return true;
}

bool StrictLine::readMetadata(LintMetadata &metadata)
{
    using MetadataKind = LintMetadata::Kind;
    bool isKnown = false;
    for (const auto &[start, kind] :
         {std::pair{"# TYPE", MetadataKind::Type}, {"# HELP", MetadataKind::Help}, {"# UNIT", MetadataKind::Unit}}) {
        const std::string_view rest = m_line.text;
        if (rest.starts_with(start) && (rest.size() == 6 || rest[6] == ' ' || rest[6] == '\t')) {
            metadata.kind = kind;
            isKnown = true;
        }
    }
    if (!isKnown)
        return fail(
            m_at,
            QStringLiteral("expected \"# TYPE\", \"# HELP\", \"# UNIT\" or \"# EOF\", found %1: OpenMetrics has no "
                           "comments")
                .arg(lintQuoted(m_line.text)));
    m_at += 6;
    if (!skip(' ', u"one space") || !readMetricName(metadata.family))
        return false;
    if (isAtEnd())
        return fail(m_at, QStringLiteral("expected one space behind the name, found the end of the line"));
    if (!skip(' ', u"one space behind the metric family's name"))
        return false;
    if (metadata.kind == MetadataKind::Help)
        return readEscaped(metadata.text, false);
    const char *const start = m_at;
    if (metadata.kind == MetadataKind::Unit)
        m_at = metricNameEnd(m_at, m_line.end());
    else
        m_at += word().size();
    metadata.text = std::string_view(start, size_t(m_at - start));
    if (metadata.kind == MetadataKind::Type && metadata.text.empty())
        return failExpecting(u"a type such as counter");
    return isAtEnd() || fail(m_at, expectedNothing(m_line, m_at));
}

bool StrictLine::fail(const char *at, QString text)
{
    m_log.error(m_line, at, std::move(text));
    return false;
}

bool StrictLine::failExpecting(QStringView expected)
{
    return fail(m_at, QStringLiteral("expected %1, found %2").arg(expected, lintFound(m_line, m_at)));
}

bool StrictLine::skip(char c, QStringView expected)
{
    if (!isAt(c))
        return failExpecting(expected);
    ++m_at;
    return true;
}

/// What stands here up to the next space.
std::string_view StrictLine::word() const
{
    const std::string_view rest(m_at, size_t(m_line.end() - m_at));
    return rest.substr(0, rest.find(' '));
}

bool StrictLine::readMetricName(std::string_view &name)
{
    const char *const start = m_at;
    if (isAtEnd() || !isNameByte(*m_at, MetricStart))
        return failExpecting(u"a metric name: letters, digits, \"_\" and \":\", no digit first");
    m_at = metricNameEnd(m_at, m_line.end());
    name = std::string_view(start, size_t(m_at - start));
    return true;
}

bool StrictLine::readLabels(std::vector<LintLabel> &labels)
{
    labels.clear();
    ++m_at;
    if (isAt('}')) {
        ++m_at;
        return true;
    }
    while (readLabel(labels)) {
        if (isAt('}')) {
            ++m_at;
            const LintLabel *const repeated = repeatedLabel(labels);
            return !repeated
                || fail(repeated->name.data(),
                        QStringLiteral("the label %1 stands twice: keep one").arg(lintQuoted(repeated->name)));
        }
        if (!skip(',', u"\",\" or \"}\" behind the label's value"))
            return false;
        if (isAt('}'))
            return fail(m_at - 1, QStringLiteral("a comma behind the last label: remove it"));
    }
    return false;
}

bool StrictLine::readLabel(std::vector<LintLabel> &labels)
{
    const char *const start = m_at;
    if (isAtEnd() || !isNameByte(*m_at, LabelStart))
        return failExpecting(u"a label name: letters, digits and \"_\", no digit first");
    m_at = labelNameEnd(m_at, m_line.end());
    LintLabel &label = labels.emplace_back();
    label.name = std::string_view(start, size_t(m_at - start));
    if (label.name.starts_with('_'))
        return fail(
            start,
            QStringLiteral("label names that begin with \"_\" are reserved: rename %1").arg(lintQuoted(label.name)));
    return skip('=', u"\"=\" behind the label's name") && skip('"', u"the label's value in double quotes behind \"=\"")
        && readEscaped(label.value, true) && skip('"', u"a double quote behind the label's value");
}

/// Up to the closing quote, or of a help text to the end of the line.
bool StrictLine::readEscaped(std::string_view &text, bool isQuoted)
{
    const char *const start = m_at;
    for (; !isAtEnd(); ++m_at) {
        if (*m_at == '"') {
            if (isQuoted)
                break;
            return fail(m_at, QStringLiteral("an unescaped double quote in the help text: write \\\""));
        }
        if (*m_at != '\\')
            continue;
        if (m_at + 1 == m_line.end())
            return fail(m_at, QStringLiteral("a backslash with nothing behind it: write \\\\"));
        ++m_at;
        if (*m_at != 'n' && *m_at != '"' && *m_at != '\\')
            m_log.note(m_line, m_at - 1, QStringLiteral("an undefined escape sequence: write \\\\ for a backslash"));
    }
    text = std::string_view(start, size_t(m_at - start));
    return true;
}

bool StrictLine::readNumber(LintNumber &number)
{
    const std::string_view text = word();
    if (text.empty())
        return isAtEnd() ? failExpecting(u"a number") : fail(m_at, QStringLiteral("a second space: one is right"));
    QString fault;
    const std::optional<LintNumber> read = readLintNumber(text, fault);
    if (!read)
        return fail(m_at, fault);
    number = *read;
    m_at += text.size();
    return true;
}

bool StrictLine::readTimestamp(std::optional<LintNumber> &at)
{
    const std::string_view text = word();
    if (text.empty())
        return fail(m_at - 1, expectedNothing(m_line, m_at - 1));
    QString fault;
    at = readLintTimestamp(text, fault);
    if (!at)
        return fail(m_at, fault);
    m_at += text.size();
    return true;
}

bool StrictLine::readExemplar(LintSample &sample)
{
    if (m_line.end() - m_at < 2 || m_at[1] != '#')
        return fail(m_at, expectedNothing(m_line, m_at));
    ++m_at;
    sample.exemplar = m_at;
    sample.exemplarAt.reset();
    ++m_at;
    if (!skip(' ', u"one space behind the exemplar's \"#\""))
        return false;
    if (!isAt('{'))
        return failExpecting(u"the exemplar's labels, \"{}\" when it has none");
    if (!readLabels(sample.exemplarLabels) || !skip(' ', u"one space behind the exemplar's labels")
        || !readNumber(sample.exemplarValue))
        return false;
    if (const size_t count = charactersOf(sample.exemplarLabels); count > longestExemplar)
        return fail(sample.exemplar,
                    QStringLiteral("the exemplar's labels have %1 characters, at most %2 are allowed")
                        .arg(count)
                        .arg(longestExemplar));
    if (isAtEnd())
        return true;
    ++m_at;
    return readTimestamp(sample.exemplarAt) && (isAtEnd() || fail(m_at, expectedNothing(m_line, m_at)));
}

} // namespace hubwatch
