#include "vault/secret.h"

#include <algorithm>
#include <utility>

namespace hubwatch {

struct Secret::Bytes {
    QByteArray bytes = {};

    explicit Bytes(QByteArray taken)
        : bytes(std::move(taken))
    { }
    ~Bytes()
    {
        // data() would detach a shared copy, and wipe that instead.
        wipe(const_cast<char *>(bytes.constData()), bytes.size());
    }
    Bytes(const Bytes &) = delete;
    Bytes &operator=(const Bytes &) = delete;
};

Secret::Secret(QByteArray &&bytes)
{
    QByteArray taken = std::exchange(bytes, QByteArray());
    if (taken.isEmpty())
        return;
    // Bytes of its own: those of a literal cannot be wiped, and a shared buffer is somebody else's text.
    m_bytes = std::make_shared<const Bytes>(QByteArray(taken.constData(), taken.size()));
    if (taken.isDetached())
        wipe(taken.data(), taken.size());
}

Secret Secret::copyOf(QByteArrayView bytes)
{
    return Secret(QByteArray(bytes.data(), bytes.size()));
}

bool Secret::isEmpty() const
{
    return !m_bytes;
}

qsizetype Secret::size() const
{
    return m_bytes ? m_bytes->bytes.size() : 0;
}

QByteArrayView Secret::reveal() const
{
    return m_bytes ? QByteArrayView(m_bytes->bytes) : QByteArrayView();
}

bool Secret::operator==(const Secret &other) const
{
    const QByteArrayView a = reveal();
    const QByteArrayView b = other.reveal();
    // Lengths may differ in time, contents may not.
    unsigned difference = a.size() == b.size() ? 0U : 1U;
    for (qsizetype i = 0; i < std::min(a.size(), b.size()); ++i)
        difference |= unsigned(static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]));
    return difference == 0;
}

} // namespace hubwatch
