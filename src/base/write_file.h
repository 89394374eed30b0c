// writeFile(): a file written whole.
#pragma once

#include "base/result.h"

#include <QFileDevice>

namespace hubwatch {

inline constexpr QFileDevice::Permissions ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

/// The old file or the new one, never a half, also when the disk fills up. Without `permissions` a new file has those
/// the system gives. A pipe or a device is written into. Storage: the system's reason, without the path.
Result<void> writeFile(const QString &path, const QByteArray &bytes, QFileDevice::Permissions permissions = {});

} // namespace hubwatch
