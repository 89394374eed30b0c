// SecretAllow: what somebody has said is no secret.
#pragma once

#include "checklist/repository/path_glob.h"

#include <QStringList>
#include <vector>

namespace hubwatch {

class SecretAllow
{
public:
    /// Entries are paths (see PathGlob) or fingerprints: "sha256:" and at least 16 hex digits.
    explicit SecretAllow(const QStringList &entries);

    bool allowsPath(const QString &path) const;
    bool allowsSecret(const QString &sha256) const; ///< all 64 hex digits of it
    bool hasPaths() const { return !m_paths.empty(); }
    /// Entries that mean nothing, or everything: they allow nothing.
    QStringList ignored() const { return m_ignored; }

private:
    std::vector<PathGlob> m_paths = {};
    QStringList m_fingerprints = {};
    QStringList m_ignored = {};
};

} // namespace hubwatch
