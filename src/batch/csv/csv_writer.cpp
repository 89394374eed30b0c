#include "batch/csv/csv_writer.h"

#include <algorithm>

namespace hubwatch {

namespace {

/// "-12", "+1.5e3", "1,234.5": a spreadsheet shows those as they are.
bool isNumberAlone(QStringView cell)
{
    qsizetype at = 0;
    const auto digits = [&](QStringView others) {
        const qsizetype from = at;
        while (at < cell.size() && ((cell[at] >= u'0' && cell[at] <= u'9') || (at > from && others.contains(cell[at]))))
            ++at;
        return at > from;
    };
    const auto sign = [&] {
        if (at < cell.size() && (cell[at] == u'+' || cell[at] == u'-'))
            ++at;
    };
    sign();
    if (!digits(u".,"))
        return false;
    if (at < cell.size() && (cell[at] == u'e' || cell[at] == u'E')) {
        ++at;
        sign();
        if (!digits({}))
            return false;
    }
    return at == cell.size();
}

constexpr std::string_view formulaSigns = "=+-@\t\r";

/// A guard before a formula, whoever has set it: it gets another one, so that taking one away restores it.
bool isGuarded(std::string_view cell)
{
    const std::size_t first = cell.find_first_not_of('\'');
    return first > 0 && first < cell.size() && formulaSigns.find(cell[first]) != std::string_view::npos;
}

bool needsGuard(QStringView cell, std::string_view utf8)
{
    if (utf8.empty())
        return false;
    return formulaSigns.find(utf8.front()) == std::string_view::npos ? isGuarded(utf8) : !isNumberAlone(cell);
}

} // namespace

QByteArray csvLine(const QStringList &cells, char delimiter, bool guardsFormulas)
{
    QByteArray line;
    for (const QString &cell : cells) {
        if (&cell != &cells.front())
            line += delimiter;
        QByteArray text = cell.toUtf8();
        if (guardsFormulas && needsGuard(cell, {text.constData(), std::size_t(text.size())}))
            text.prepend('\'');
        const bool needsQuotes = std::any_of(text.cbegin(), text.cend(), [&](char sign) {
            return sign == delimiter || sign == '"' || sign == '\n' || sign == '\r';
        });
        // A row of one empty cell would be an empty line, which is no row.
        const bool isEmptyRow = text.isEmpty() && cells.size() == 1;
        if (needsQuotes || isEmptyRow)
            line += '"' + text.replace('"', "\"\"") + '"';
        else
            line += text;
    }
    return line + "\r\n";
}

bool isExport(const QStringList &header)
{
    return header.contains(QStringLiteral("hubwatch_outcome"));
}

std::string_view withoutGuard(std::string_view cell)
{
    return isGuarded(cell) ? cell.substr(1) : cell;
}

} // namespace hubwatch
