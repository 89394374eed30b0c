#include "base/write_file.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace hubwatch {

namespace {

/// A pipe or a device is not replaced by a file.
Result<void> writeInto(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly | QIODevice::Unbuffered) && file.write(bytes) == bytes.size())
        return {};
    return fail(Error::Kind::Storage, file.errorString());
}

} // namespace

Result<void> writeFile(const QString &path, const QByteArray &bytes, QFileDevice::Permissions permissions)
{
    const QFileInfo there(path);
    if (there.exists() && !there.isFile() && !there.isDir())
        return writeInto(path, bytes);
    QSaveFile file(path);
    const bool isOpen = file.open(QIODevice::WriteOnly) && (!permissions || file.setPermissions(permissions));
    // commit() does not see that the disk filled up while it wrote out what was buffered; flush() does.
    if (isOpen && file.write(bytes) == bytes.size() && file.flush() && file.commit())
        return {};
    return fail(Error::Kind::Storage, file.errorString());
}

} // namespace hubwatch
