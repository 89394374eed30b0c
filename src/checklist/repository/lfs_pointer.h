// LfsPointer: what git holds in place of a file whose content is in Git LFS. Pure.
#pragma once

#include <QByteArray>
#include <QString>
#include <optional>

namespace hubwatch {

constexpr qsizetype mostLfsPointer = 1024; ///< bytes, as its specification has it

struct LfsPointer {
    QByteArray id = {}; ///< 64 hex digits: the content's SHA-256
    qint64 size = 0;

    bool operator==(const LfsPointer &) const = default;
};

/// Of a whole file; nullopt: it is none.
std::optional<LfsPointer> lfsPointer(const QByteArray &content);
/// Where git-lfs keeps the content within git's own folder, once it was fetched.
QString lfsPath(const QString &store, const LfsPointer &pointer);

} // namespace hubwatch
