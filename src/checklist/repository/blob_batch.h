// BlobBatch: reads what `git cat-file --batch` writes, in pieces of any size.
#pragma once

#include <QByteArray>
#include <functional>

namespace hubwatch {

/// "ID blob SIZE\nCONTENT\n" for each; "commit" and "tag" come the same way.
class BlobBatch
{
public:
    struct Taker {
        std::function<void(QByteArrayView content)> take = {};
        /// All of this one has been taken.
        std::function<void(const QByteArray &id, const QByteArray &type)> end = {};
        std::function<void(const QByteArray &type)> begin = {}; ///< need not be
    };

    explicit BlobBatch(Taker taker)
        : m_taker(std::move(taker))
    { }

    /// false once something else came: "ID missing", a tree.
    bool take(QByteArrayView piece);
    QByteArray complaint() const { return m_complaint; }

private:
    bool begin();

    Taker m_taker;
    QByteArray m_header = {};
    QByteArray m_id = {};
    QByteArray m_type = {};
    qint64 m_left = -1; ///< of the content, with its newline; -1: in the header
    QByteArray m_complaint = {};
};

} // namespace hubwatch
