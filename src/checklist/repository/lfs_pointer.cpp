#include "checklist/repository/lfs_pointer.h"

#include <QList>

namespace hubwatch {

std::optional<LfsPointer> lfsPointer(const QByteArray &content)
{
    if (content.size() > mostLfsPointer || !content.startsWith("version https://git-lfs"))
        return std::nullopt;
    LfsPointer pointer;
    for (const QByteArray &line : content.split('\n')) {
        if (line.startsWith("oid sha256:"))
            pointer.id = QByteArray::fromHex(line.mid(11).trimmed()).toHex(); // what is no digit falls away
        else if (line.startsWith("size "))
            pointer.size = line.mid(5).trimmed().toLongLong();
    }
    return pointer.id.size() == 64 ? std::optional(pointer) : std::nullopt;
}

QString lfsPath(const QString &store, const LfsPointer &pointer)
{
    const QString id = QString::fromLatin1(pointer.id);
    return QStringLiteral("%1/lfs/objects/%2/%3/%4").arg(store, id.left(2), id.mid(2, 2), id);
}

} // namespace hubwatch
