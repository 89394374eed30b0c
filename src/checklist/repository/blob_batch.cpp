#include "checklist/repository/blob_batch.h"

#include <QList>
#include <algorithm>

namespace hubwatch {

namespace {

constexpr qsizetype longestBlobHeader = 200;

} // namespace

bool BlobBatch::take(QByteArrayView piece)
{
    while (!piece.isEmpty() && m_complaint.isEmpty()) {
        if (m_left < 0) {
            const qsizetype newline = piece.indexOf('\n');
            m_header.append(newline < 0 ? piece : piece.first(newline));
            if (newline < 0 && m_header.size() <= longestBlobHeader)
                return true;
            piece = piece.sliced(newline + 1);
            if (newline < 0 || !begin())
                m_complaint = m_header.isEmpty() ? QByteArray("an empty line") : m_header.left(longestBlobHeader);
            continue;
        }
        const qsizetype count = std::min<qsizetype>(piece.size(), m_left);
        // The newline behind the content is git's.
        if (const qsizetype content = std::min<qsizetype>(count, m_left - 1); content > 0)
            m_taker.take(piece.first(content));
        m_left -= count;
        piece = piece.sliced(count);
        if (m_left == 0) {
            m_left = -1;
            m_taker.end(m_id, m_type);
        }
    }
    return m_complaint.isEmpty();
}

bool BlobBatch::begin()
{
    const QList<QByteArray> words = m_header.split(' ');
    if (words.size() != 3)
        return false;
    bool isNumber = false;
    m_id = words[0];
    m_type = words[1];
    m_left = words[2].toLongLong(&isNumber) + 1;
    if (!isNumber || m_left < 1 || (m_type != "blob" && m_type != "commit" && m_type != "tag"))
        return false;
    if (m_taker.begin)
        m_taker.begin(m_type);
    m_header.clear();
    return true;
}

} // namespace hubwatch
