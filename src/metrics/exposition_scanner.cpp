#include "metrics/exposition_scanner.h"

#include "metrics/label_text.h"
#include "metrics/metric_name.h"
#include "metrics/number_text.h"
#include "metrics/type_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>

namespace hubwatch {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

bool startsWith(const char *at, const char *end, std::string_view word)
{
    return std::string_view(at, size_t(end - at)).starts_with(word);
}

const char *lineEnd(const char *from, const char *end)
{
    const void *const newline = from == end ? nullptr : std::memchr(from, '\n', size_t(end - from));
    return newline ? static_cast<const char *>(newline) : end;
}

QString typesOf(TextFormat format)
{
    return format == TextFormat::Prometheus
        ? QStringLiteral("counter, gauge, histogram, summary or untyped")
        : QStringLiteral("counter, gauge, histogram, gaugehistogram, summary, info, stateset or unknown");
}

bool isUnitOf(std::string_view unit, std::string_view family)
{
    return unit.empty()
        || (family.size() > unit.size() && family.ends_with(unit) && family[family.size() - unit.size() - 1] == '_');
}

} // namespace

ExpositionScanner::ExpositionScanner(std::string_view body, TextFormat format)
    : m_body(body)
    , m_at(body.data())
    , m_end(body.data() + body.size())
    , m_format(format)
{ }

ExpositionScanner::Kind ExpositionScanner::next()
{
    if (m_faultAt)
        return Kind::Broken;
    m_entry.begin = m_at;
    const Kind kind = m_format == TextFormat::Prometheus ? nextPrometheus() : nextOpenMetrics();
    m_entry.end = m_at;
    return kind;
}

ExpositionScanner::Kind ExpositionScanner::nextPrometheus()
{
    skipBlanks();
    while (m_at != m_end && *m_at == '\n') {
        ++m_at;
        skipBlanks();
    }
    if (m_at == m_end)
        return Kind::End;
    if (isNameByte(*m_at, MetricStart))
        return sample();
    if (*m_at == '#')
        return prometheusComment();
    const QString hint = *m_at == '<' ? QStringLiteral("; this looks like a web page: check the path") : QString();
    fail(m_at, QStringLiteral("expected a metric name or a comment, found %1%2").arg(found(m_at), hint));
    return Kind::Broken;
}

ExpositionScanner::Kind ExpositionScanner::nextOpenMetrics()
{
    if (m_at == m_end) {
        fail(m_at, QStringLiteral("the body ends without \"# EOF\": it was cut off, or is not OpenMetrics"));
        return Kind::Broken;
    }
    if (isNameByte(*m_at, MetricStart))
        return sample();
    if (startsWith(m_at, m_end, "# EOF")) {
        m_at += 5;
        if (m_at != m_end && *m_at == '\n')
            ++m_at;
        if (m_at == m_end)
            return Kind::End;
        fail(m_at, QStringLiteral("expected nothing after \"# EOF\", found %1").arg(found(m_at)));
        return Kind::Broken;
    }
    for (const auto &[word, kind] :
         {std::pair{"# TYPE ", Kind::Type}, {"# HELP ", Kind::Help}, {"# UNIT ", Kind::Unit}}) {
        if (startsWith(m_at, m_end, word)) {
            m_at += 7;
            return metadata(kind);
        }
    }
    fail(m_at,
         QStringLiteral("expected a metric name, \"# TYPE\", \"# HELP\", \"# UNIT\" or \"# EOF\", found %1")
             .arg(found(m_at)));
    return Kind::Broken;
}

ExpositionScanner::Kind ExpositionScanner::prometheusComment()
{
    const char *const end = lineEnd(m_at, m_end);
    const char *word = m_at + 1;
    while (word != end && isBlank(*word))
        ++word;
    const bool isSpaced = word != m_at + 1 && end - word > 4 && isBlank(word[4]);
    for (const auto &[name, kind] : {std::pair{"TYPE", Kind::Type}, {"HELP", Kind::Help}}) {
        if (isSpaced && startsWith(word, end, name)) {
            m_at = word + 4;
            skipBlanks();
            return metadata(kind);
        }
    }
    m_entry.text = std::string_view(m_at, size_t(end - m_at));
    m_at = end;
    endLine();
    return Kind::Comment;
}

ExpositionScanner::Kind ExpositionScanner::metadata(Kind kind)
{
    const char *const nameEnd = m_at != m_end && isNameByte(*m_at, MetricStart) ? metricNameEnd(m_at, m_end) : m_at;
    if (nameEnd == m_at) {
        fail(m_at, QStringLiteral("expected the name of a metric family, found %1").arg(found(m_at)));
        return Kind::Broken;
    }
    m_entry.metric = std::string_view(m_at, size_t(nameEnd - m_at));
    const char *const end = lineEnd(nameEnd, m_end);
    if (m_format == TextFormat::OpenMetrics && (end == m_end || *nameEnd != ' ')) {
        fail(nameEnd, QStringLiteral("expected one space and the rest of the line, found %1").arg(found(nameEnd)));
        return Kind::Broken;
    }
    const char *const text = std::min(nameEnd + 1, end);
    m_entry.text = std::string_view(text, size_t(end - text));
    const std::optional<MetricType> type = metricTypeOf(m_entry.text, m_format);
    m_entry.type = type.value_or(MetricType::Unknown);
    if (kind == Kind::Type && !type)
        fail(text, QStringLiteral("expected %1 and the end of the line, found %2").arg(typesOf(m_format), found(text)));
    if (kind == Kind::Help && !isUtf8(m_entry.text))
        fail(text, QStringLiteral("the help text is not UTF-8"));
    if (kind == Kind::Unit && !isUnitOf(m_entry.text, m_entry.metric))
        fail(text,
             QStringLiteral("unit %1 must be the end of the family's name, as \"seconds\" is in \"lag_seconds\"")
                 .arg(quotedText(m_entry.text)));
    if (m_faultAt)
        return Kind::Broken;
    m_at = end;
    endLine();
    return kind;
}

ExpositionScanner::Kind ExpositionScanner::sample()
{
    const std::string_view before = m_entry.metric;
    const char *nameEnd = m_at;
    // Most lines go on with the metric of the line before.
    if (startsWith(m_at, m_end, before))
        nameEnd += before.size();
    nameEnd = metricNameEnd(nameEnd, m_end);
    m_entry.metric = std::string_view(m_at, size_t(nameEnd - m_at));
    m_at = nameEnd;

    m_entry.labels.clear();
    if (m_format == TextFormat::Prometheus)
        skipBlanks();
    if (m_at != m_end && *m_at == '{') {
        ++m_at;
        if (!readLabels(m_entry.labels))
            return Kind::Broken;
        if (m_format == TextFormat::Prometheus)
            skipBlanks();
    }
    return readTail(m_at) ? Kind::Sample : Kind::Broken;
}

bool ExpositionScanner::readTail(const char *tail)
{
    m_at = tail;
    m_entry.tail = tail;
    m_entry.at.reset();
    m_entry.hasExemplar = false;
    const bool isGood = m_format == TextFormat::Prometheus ? readPrometheusTail() : readOpenMetricsTail();
    m_entry.end = m_at;
    return isGood;
}

bool ExpositionScanner::readPrometheusTail()
{
    if (!readValue(m_entry.value, "the metric"))
        return false;
    skipBlanks();
    if (m_at == m_end || *m_at == '\n')
        return endLine();
    std::int64_t ms = 0;
    const auto [stop, problem] = std::from_chars(m_at, m_end, ms);
    if (*m_at == '-' || problem != std::errc())
        return fail(m_at,
                    QStringLiteral("expected the end of the line or a timestamp in ms, found %1").arg(found(m_at)));
    m_at = stop;
    m_entry.at = TimePoint(Duration(ms));
    skipBlanks();
    if (m_at == m_end || *m_at == '\n')
        return endLine();
    return fail(m_at, QStringLiteral("expected the end of the line after the timestamp, found %1").arg(found(m_at)));
}

bool ExpositionScanner::readOpenMetricsTail()
{
    if (!readValue(m_entry.value, "the metric"))
        return false;
    if (m_at != m_end && *m_at == ' ' && !startsWith(m_at, m_end, " # {")) {
        double seconds = 0;
        if (!readSeconds(seconds))
            return false;
        m_entry.at = TimePoint(Duration(std::int64_t(seconds * 1000)));
    }
    return startsWith(m_at, m_end, " # {") ? readExemplar() : endLine();
}

bool ExpositionScanner::readValue(double &value, std::string_view after)
{
    const bool isLoose = m_format == TextFormat::Prometheus;
    if (!isLoose) {
        if (m_at == m_end || *m_at != ' ')
            return fail(m_at,
                        QStringLiteral("expected one space and a value after %1, found %2")
                            .arg(QLatin1String(after.data(), qsizetype(after.size())), found(m_at)));
        ++m_at;
    }
    const auto endsToken = [isLoose](char c) { return c == ' ' || c == '\n' || (isLoose && (c == '\t' || c == '{')); };
    const char *stop = quickNumber(m_at, m_end, value);
    if (stop && (stop == m_end || endsToken(*stop))) {
        m_at = stop;
        return true;
    }
    stop = std::find_if(m_at, m_end, endsToken);
    const std::string_view token(m_at, size_t(stop - m_at));
    const std::optional<double> number = parseNumber(token);
    if (!number)
        return fail(m_at,
                    QStringLiteral("expected a value such as 1, 0.5, 1e3, +Inf or NaN, found %1").arg(found(m_at)));
    value = *number;
    m_at = stop;
    return true;
}

bool ExpositionScanner::readSeconds(double &seconds)
{
    constexpr double farthest = 9.2e15; // milliseconds beyond do not fit into 64 bits
    const char *const start = m_at + 1;
    if (!readValue(seconds, "the value"))
        return false;
    if (std::isfinite(seconds) && std::fabs(seconds) < farthest)
        return true;
    return fail(start, QStringLiteral("expected a timestamp in seconds, found %1").arg(found(start)));
}

bool ExpositionScanner::readExemplar()
{
    m_at += 4;
    m_entry.hasExemplar = true;
    m_entry.exemplarAt.reset();
    m_entry.exemplarLabels.clear();
    if (!readLabels(m_entry.exemplarLabels) || !readValue(m_entry.exemplarValue, "the exemplar's labels"))
        return false;
    if (m_at != m_end && *m_at == ' ' && !readSeconds(m_entry.exemplarAt.emplace()))
        return false;
    return endLine();
}

bool ExpositionScanner::endLine()
{
    if (m_at != m_end && *m_at == '\n') {
        ++m_at;
        return true;
    }
    if (m_at == m_end && m_format == TextFormat::Prometheus)
        return true;
    if (m_at == m_end)
        return fail(m_at, QStringLiteral("the body ends without \"# EOF\": it was cut off, or is not OpenMetrics"));
    return fail(m_at, QStringLiteral("expected the end of the line, found %1").arg(found(m_at)));
}

void ExpositionScanner::skipBlanks()
{
    while (m_at != m_end && isBlank(*m_at))
        ++m_at;
}

} // namespace hubwatch
