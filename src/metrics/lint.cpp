#include "metrics/lint.h"

#include "metrics/label_text.h"
#include "metrics/lint_family.h"
#include "metrics/lint_prometheus.h"
#include "metrics/lint_strict_line.h"

namespace hubwatch {

namespace {

constexpr std::string_view byteOrderMark = "\xef\xbb\xbf";
constexpr std::string_view endMark = "# EOF";

/// The lines of a text, one after another.
class LintLines
{
public:
    explicit LintLines(std::string_view text)
        : m_rest(text)
    { }

    bool next()
    {
        if (m_rest.empty())
            return false;
        const size_t end = m_rest.find('\n');
        m_isEnded = end != std::string_view::npos;
        m_line = {.number = m_line.number + 1, .text = m_rest.substr(0, end)};
        m_rest.remove_prefix(m_isEnded ? end + 1 : m_rest.size());
        return true;
    }
    const LintLine &line() const { return m_line; }
    bool isEnded() const { return m_isEnded; } ///< by a line feed
    bool isLast() const { return m_rest.empty(); }
    /// The empty line behind the last one.
    LintLine lineBehind() const { return {.number = m_line.number + 1, .text = m_rest.substr(0, 0)}; }

private:
    std::string_view m_rest;
    LintLine m_line = {.number = 0};
    bool m_isEnded = true;
};

bool readsAsUtf8(const LintLine &line, LintLog &log)
{
    const size_t good = utf8Prefix(line.text);
    if (good == line.text.size())
        return true;
    log.error(line, line.begin() + good,
              QStringLiteral("byte 0x%1 is not UTF-8: write the text in UTF-8")
                  .arg(static_cast<unsigned char>(line.text[good]), 2, 16, QLatin1Char('0')));
    return false;
}

/// A first line without its byte order mark.
LintLine withoutByteOrderMark(LintLine line, LintLog &log)
{
    if (line.number == 1 && line.text.starts_with(byteOrderMark)) {
        log.error(line, line.begin(), QStringLiteral("a byte order mark: remove it"));
        line.text.remove_prefix(byteOrderMark.size());
    }
    return line;
}

/// A line without a carriage return at its end; says so the first time.
LintLine withoutCarriageReturn(LintLine line, bool &isKnown, LintLog &log)
{
    if (!line.text.ends_with('\r'))
        return line;
    line.text.remove_suffix(1);
    if (!std::exchange(isKnown, true))
        log.error(line, line.end(),
                  QStringLiteral("a carriage return: end each line with a line feed alone (said once)"));
    return line;
}

void lintEnd(LintLines &lines, LintLog &log)
{
    if (!lines.isEnded())
        log.note(lines.line(), lines.line().end(), QStringLiteral("better with a line feed behind \"# EOF\""));
    if (lines.next())
        log.error(lines.line(), lines.line().begin(), QStringLiteral("nothing may stand behind \"# EOF\": remove it"));
}

LintReport lintOpenMetrics(std::string_view text)
{
    LintLog log;
    LintLines lines(text);
    FamilyLint families(log);
    LintSample sample;
    bool saysCarriageReturn = false;
    bool isEnded = false;
    while (!isEnded && lines.next()) {
        const LintLine line = withoutCarriageReturn(withoutByteOrderMark(lines.line(), log), saysCarriageReturn, log);
        isEnded = line.text == endMark;
        // Half a line at the end belongs to what was cut off there.
        if (isEnded || (lines.isLast() && !lines.isEnded()))
            break;
        LintMetadata metadata;
        if (!readsAsUtf8(line, log))
            families.brokenLine();
        else if (line.text.starts_with('#') && StrictLine(line, log).readMetadata(metadata))
            families.metadata(line, metadata);
        else if (!line.text.starts_with('#') && StrictLine(line, log).readSample(sample))
            families.sample(line, sample);
        else
            families.brokenLine();
    }
    families.finish();
    if (isEnded) {
        lintEnd(lines, log);
    } else {
        const LintLine end = lines.isEnded() ? lines.lineBehind() : lines.line();
        log.error(
            end, end.end(),
            QStringLiteral("the text ends without \"# EOF\": it was cut off, or \"# EOF\" must be its last line"));
    }
    return log.take();
}

LintReport lintPrometheus(std::string_view text)
{
    LintLog log;
    LintLines lines(text);
    PrometheusLint lint(log);
    while (lines.next()) {
        if (readsAsUtf8(lines.line(), log))
            lint.line(withoutByteOrderMark(lines.line(), log));
        else
            lint.brokenLine(lines.line());
        if (lines.isEnded() || lines.line().text.find_first_not_of(" \t") == std::string_view::npos)
            continue;
        log.error(
            lines.line(), lines.line().end(),
            QStringLiteral("the last line does not end with a line feed: the text was cut off, or one is missing"));
    }
    lint.finish();
    return log.take();
}

} // namespace

LintReport lint(std::string_view text, TextFormat format)
{
    return format == TextFormat::OpenMetrics ? lintOpenMetrics(text) : lintPrometheus(text);
}

} // namespace hubwatch
