#include "metrics/exposition_scanner.h"

#include <algorithm>

namespace hubwatch {

bool ExpositionScanner::fail(const char *at, QString what)
{
    if (!m_faultAt) {
        m_faultAt = at;
        m_fault = std::move(what);
    }
    return false;
}

Error ExpositionScanner::error() const
{
    const char *const start = m_body.data();
    const auto line = std::count(start, m_faultAt, '\n') + 1;
    const char *column = m_faultAt;
    while (column != start && column[-1] != '\n')
        --column;
    // Columns are characters, as editors count them.
    const auto before = std::count_if(column, m_faultAt, [](char c) { return (c & 0xc0) != 0x80; });
    const QString position = QStringLiteral("%1:%2: ").arg(line).arg(before + 1);
    return Error{.kind = Error::Kind::Malformed, .detail = position + m_fault};
}

QString ExpositionScanner::found(const char *at) const
{
    constexpr auto excerpt = 24;
    if (at == m_end)
        return QStringLiteral("the end of the body");
    if (*at == '\n')
        return QStringLiteral("the end of the line");
    if (*at == '\r')
        return QStringLiteral("a carriage return (lines end with \\n alone)");
    const char *stop = at;
    while (stop != m_end && stop - at < excerpt && *stop != '\n' && ((*stop != ' ' && *stop != '\t') || stop == at))
        ++stop;
    QString text = QString::fromUtf8(at, stop - at);
    for (QChar &c : text)
        if (!c.isPrint())
            c = QChar::ReplacementCharacter;
    const bool isCut = stop - at == excerpt && stop != m_end && *stop != '\n';
    return QLatin1Char('"') + text + (isCut ? QStringLiteral("\"...") : QStringLiteral("\""));
}

QString quotedText(std::string_view text)
{
    return QLatin1Char('"') + QString::fromUtf8(text.data(), qsizetype(text.size())) + QLatin1Char('"');
}

Error tooManyBytes(size_t bytes, const ScrapeLimits &limits)
{
    return Error{.kind = Error::Kind::Malformed,
                 .detail = QStringLiteral("1:1: expected at most %1 bytes, found %2").arg(limits.bytes).arg(bytes)};
}

QString tooManySeries(const ScrapeLimits &limits)
{
    return QStringLiteral("expected at most %1 series, found more: let the service expose fewer label values")
        .arg(limits.series);
}

} // namespace hubwatch
