// BlobBatch: reads what `git cat-file --batch` writes, in pieces of any size.
#pragma once

#include <QByteArray>
#include <functional>

namespace hubwatch {

/// "ID blob SIZE\nCONTENT\n" for each.
class BlobBatch
{
public:
    struct Taker {
        std::function<void(QByteArrayView content)> take = {};
        std::function<void(const QByteArray &id)> end = {}; ///< all of this blob has been taken
    };

    explicit BlobBatch(Taker taker)
        : m_taker(std::move(taker))
    { }

    /// false once something else came than a blob: "ID missing".
    bool take(QByteArrayView piece);
    QByteArray complaint() const { return m_complaint; }

private:
    bool begin();

    Taker m_taker;
    QByteArray m_header = {};
    QByteArray m_id = {};
    qint64 m_left = -1; ///< of the content, with its newline; -1: in the header
    QByteArray m_complaint = {};
};

} // namespace hubwatch
