#include "net/once_body.h"

#include <algorithm>

namespace hubwatch {

OnceBody::OnceBody(QByteArray bytes, QObject *parent)
    : QIODevice(parent)
    , m_bytes(std::move(bytes))
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 OnceBody::readData(char *to, qint64 most)
{
    const qint64 count = std::min(most, qint64(m_bytes.size()) - m_read);
    if (count == 0)
        return -1; // the end, not a pause
    std::copy_n(m_bytes.constData() + m_read, count, to);
    m_read += count;
    return count;
}

} // namespace hubwatch
