// Secret: a token, password or key that must not be seen.
#pragma once

#include "base/wipe.h"

#include <QByteArray>
#include <QMetaType>
#include <QString>
#include <memory>

namespace hubwatch {

/// Does not print, compares in constant time, is wiped when its last copy dies. Copies share one buffer.
///
/// What Qt or the wire copy out of reveal() is beyond our reach; call it as late as possible and keep nothing of it.
class Secret
{
public:
    Secret() = default;
    /// Takes the bytes over and wipes the caller's copy where nobody else shares it.
    explicit Secret(QByteArray &&bytes);
    static Secret copyOf(QByteArrayView bytes);

    bool isEmpty() const;
    qsizetype size() const;
    /// Valid as long as this Secret or a copy of it lives.
    QByteArrayView reveal() const;

    bool operator==(const Secret &other) const;

private:
    struct Bytes;
    std::shared_ptr<const Bytes> m_bytes = {};
};

} // namespace hubwatch

Q_DECLARE_METATYPE(hubwatch::Secret)
