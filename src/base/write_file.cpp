#include "base/write_file.h"

#include <QSaveFile>

namespace hubwatch {

Result<void> writeFile(const QString &path, const QByteArray &bytes, QFileDevice::Permissions permissions)
{
    QSaveFile file(path);
    const bool isOpen = file.open(QIODevice::WriteOnly) && (!permissions || file.setPermissions(permissions));
    // commit() does not see that the disk filled up while it wrote out what was buffered; flush() does.
    if (isOpen && file.write(bytes) == bytes.size() && file.flush() && file.commit())
        return {};
    return fail(Error::Kind::Storage, file.errorString());
}

} // namespace hubwatch
