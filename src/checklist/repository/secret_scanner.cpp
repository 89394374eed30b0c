#include "checklist/repository/secret_scanner.h"

#include "checklist/repository/secret_spots.h"

#include <QCryptographicHash>
#include <algorithm>
#include <utility>

namespace hubwatch {

namespace {

constexpr size_t scanWindow = 256 * 1024;
constexpr size_t scanAhead = 4096; // longer than any credential, its base64 and the rest of its line that matters
constexpr size_t scanBack = 1024;  // the words in front of it

/// Moves line and column over `text`.
void passOver(std::string_view text, int &line, int &column)
{
    if (const size_t last = text.rfind('\n'); last != std::string_view::npos) {
        line += static_cast<int>(std::ranges::count(text, '\n'));
        column = 1;
        text.remove_prefix(last + 1);
    }
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        column += (byte & 0xC0U) == 0x80U ? 0 : byte >= 0xF0U ? 2 : 1;
    }
}

/// Whether somebody wrote, on the line, that it may stay. A minified file is one line: the comment must be near.
bool isAllowedInline(std::string_view text, size_t begin, size_t end)
{
    constexpr size_t reach = 500;
    const size_t first = begin - std::min(begin, reach);
    std::string_view head = text.substr(first, begin - first);
    if (const size_t newline = head.rfind('\n'); newline != std::string_view::npos)
        head.remove_prefix(newline + 1);
    std::string_view tail = text.substr(end, reach);
    tail = tail.substr(0, tail.find('\n'));
    constexpr std::string_view words = "hubwatch:allow";
    return head.find(words) != std::string_view::npos || tail.find(words) != std::string_view::npos;
}

} // namespace

void SecretScanner::take(QByteArrayView text)
{
    m_text.append(text.data(), size_t(text.size()));
    if (m_text.size() < scanWindow)
        return;
    scan(m_text.size() - scanAhead);
    drop(m_from - std::min(m_from, scanBack));
}

std::vector<SecretMatch> SecretScanner::finish()
{
    scan(m_text.size());
    m_text.clear();
    m_from = 0;
    m_line = m_column = 1;
    return std::exchange(m_found, {});
}

void SecretScanner::scan(size_t to)
{
    std::vector<SecretSpot> spots;
    findSecrets(m_text, m_from, to, m_content, [&spots](const SecretSpot &spot) { spots.push_back(spot); });
    std::ranges::sort(spots, {}, &SecretSpot::begin);
    const std::string_view text = m_text;
    size_t passed = 0;
    int line = m_line;
    int column = m_column;
    for (const SecretSpot &spot : spots) {
        passOver(text.substr(passed, spot.begin - passed), line, column);
        passed = spot.begin;
        SecretMatch match{
            .kind = spot.kind, .line = line, .column = column, .endColumn = column, .encoded = spot.encoded};
        int lastLine = line;
        passOver(text.substr(spot.begin, spot.end - spot.begin), lastLine, match.endColumn);
        match.shown = QString::fromUtf8(shownSecret(spot.kind, spot.value).c_str());
        match.sha256 = QString::fromLatin1(
            QCryptographicHash::hash(QByteArray::fromRawData(spot.value.data(), qsizetype(spot.value.size())),
                                     QCryptographicHash::Sha256)
                .toHex());
        match.allowed = isAllowedInline(text, spot.begin, spot.end);
        m_found.push_back(std::move(match));
    }
    m_from = to;
}

void SecretScanner::drop(size_t count)
{
    passOver(std::string_view(m_text).substr(0, count), m_line, m_column);
    m_text.erase(0, count);
    m_from -= count;
}

std::vector<SecretMatch> secretsIn(QByteArrayView text)
{
    SecretScanner scanner;
    scanner.take(text);
    return scanner.finish();
}

std::vector<SecretMatch> secretsInName(const QString &path)
{
    if (path.count(u'-') < 4 && !path.contains(u"CiR"))
        return {};
    SecretScanner scanner(SecretContent::Name);
    scanner.take(path.toUtf8());
    std::vector<SecretMatch> matches = scanner.finish();
    for (SecretMatch &match : matches) {
        match.line = match.column = match.endColumn = 1; // of a content that need not be there
        match.inName = true;
    }
    return matches;
}

} // namespace hubwatch
