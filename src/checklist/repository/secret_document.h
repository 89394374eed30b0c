// SecretDocument: one file or blob on its way through the scanner, whatever it is encoded in.
#pragma once

#include "checklist/repository/secret_scanner.h"

#include <QByteArray>
#include <QStringDecoder>
#include <optional>

namespace hubwatch {

/// UTF-8, any encoding that holds ASCII, and UTF-16 with or without its mark are text; what has a NUL in its first
/// 8,000 bytes (as git tells it) is binary: only what needs no words beside it is found there.
class SecretDocument
{
public:
    /// Pieces of any size, in order.
    void take(QByteArrayView piece);
    /// What was found; ready for the next document.
    std::vector<SecretMatch> finish();
    /// Of the document that take() was given; known as soon as it is clear, at the latest when finish() has been
    /// called.
    bool isBinary() const { return m_kind == Kind::Binary; }

private:
    enum class Kind { Unknown, Bytes, Utf16, Binary };
    void judge();
    void hand(QByteArrayView piece);

    Kind m_kind = Kind::Unknown;
    bool m_ended = false;
    QByteArray m_head = {};
    std::optional<QStringDecoder> m_decoder = {};
    SecretScanner m_scanner{};
};

} // namespace hubwatch
