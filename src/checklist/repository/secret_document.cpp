#include "checklist/repository/secret_document.h"

#include <algorithm>
#include <array>
#include <utility>

namespace hubwatch {

namespace {

constexpr qsizetype headOfDocument = 8000;

/// UTF-16 by its mark, or by every other byte being NUL, as in Western text without one.
std::optional<QStringConverter::Encoding> utf16Of(const QByteArray &head)
{
    if (head.startsWith("\xFF\xFE"))
        return QStringConverter::Utf16LE;
    if (head.startsWith("\xFE\xFF"))
        return QStringConverter::Utf16BE;
    const qsizetype pairs = std::min<qsizetype>(head.size(), 512) / 2;
    std::array<qsizetype, 2> nuls{};
    for (qsizetype i = 0; i < pairs * 2; ++i)
        nuls[size_t(i % 2)] += head[i] == '\0' ? 1 : 0;
    if (pairs < 8)
        return std::nullopt;
    if (nuls[0] == 0 && nuls[1] * 10 >= pairs * 7)
        return QStringConverter::Utf16LE;
    if (nuls[1] == 0 && nuls[0] * 10 >= pairs * 7)
        return QStringConverter::Utf16BE;
    return std::nullopt;
}

} // namespace

void SecretDocument::take(QByteArrayView piece)
{
    if (std::exchange(m_ended, false))
        m_kind = Kind::Unknown;
    if (m_kind != Kind::Unknown)
        return hand(piece);
    m_head.append(piece);
    if (m_head.size() >= headOfDocument)
        judge();
}

std::vector<SecretMatch> SecretDocument::finish()
{
    if (std::exchange(m_ended, true) || m_kind == Kind::Unknown)
        judge();
    m_decoder.reset();
    return m_scanner.finish();
}

void SecretDocument::judge()
{
    const QByteArray head = std::exchange(m_head, {});
    if (const auto encoding = utf16Of(head)) {
        m_kind = Kind::Utf16;
        m_decoder.emplace(*encoding);
    } else {
        m_kind = head.left(headOfDocument).contains('\0') ? Kind::Binary : Kind::Bytes;
    }
    m_scanner = SecretScanner(m_kind == Kind::Binary ? SecretContent::Binary : SecretContent::Text);
    hand(head);
}

void SecretDocument::hand(QByteArrayView piece)
{
    switch (m_kind) {
    case Kind::Unknown: return;
    case Kind::Binary:
    case Kind::Bytes: return m_scanner.take(piece);
    case Kind::Utf16: {
        const QString text = m_decoder->decode(piece);
        return m_scanner.take(text.toUtf8());
    }
    }
}

} // namespace hubwatch
