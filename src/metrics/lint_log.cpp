#include "metrics/lint_log.h"

#include <algorithm>
#include <tuple>

namespace hubwatch {

namespace {

constexpr size_t longestQuote = 60; // bytes; a label value may be a megabyte

bool continuesCharacter(char c)
{
    return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

int columnOf(const LintLine &line, const char *at)
{
    return 1 + int(std::count_if(line.begin(), at, [](char c) { return !continuesCharacter(c); }));
}

} // namespace

void LintLog::add(const LintLine &line, const char *at, QString text, bool isNote)
{
    ++(isNote ? m_report.notes : m_report.errors);
    // A note never takes the place of an error.
    auto &findings = m_report.findings;
    if (findings.size() >= LintReport::most) {
        const auto note = std::ranges::find_if(findings, &LintFinding::isNote);
        if (isNote || note == findings.end())
            return;
        findings.erase(note);
    }
    findings.push_back({.line = line.number, .column = columnOf(line, at), .text = std::move(text), .isNote = isNote});
}

LintReport LintLog::take()
{
    std::ranges::stable_sort(m_report.findings, {},
                             [](const LintFinding &finding) { return std::tuple(finding.line, finding.column); });
    return std::exchange(m_report, {});
}

QString lintQuoted(std::string_view text)
{
    const bool isLong = text.size() > longestQuote;
    size_t length = isLong ? longestQuote : text.size();
    while (isLong && length > 0 && continuesCharacter(text[length]))
        --length;
    return QLatin1Char('"') + QString::fromUtf8(text.data(), qsizetype(length))
        + (isLong ? QStringLiteral("...\"") : QStringLiteral("\""));
}

QString lintFound(const LintLine &line, const char *at)
{
    if (at == line.end())
        return QStringLiteral("the end of the line");
    if (*at == ' ')
        return QStringLiteral("a space");
    if (*at == '\t')
        return QStringLiteral("a tab");
    const std::string_view rest(at, size_t(line.end() - at));
    return lintQuoted(rest.substr(0, rest.find_first_of(" \t")));
}

} // namespace hubwatch
