#include "checklist/repository/secret_allow.h"

#include <algorithm>

namespace hubwatch {

SecretAllow::SecretAllow(const QStringList &entries)
{
    static const QRegularExpression digits(QStringLiteral("^[0-9a-f]{16,64}$"));
    static const QRegularExpression nothing(QStringLiteral("^[*/. ]*$"));
    for (const QString &entry : entries) {
        if (const QString prefix = QStringLiteral("sha256:"); entry.startsWith(prefix)) {
            const QString fingerprint = entry.mid(prefix.size()).toLower();
            (digits.match(fingerprint).hasMatch() ? m_fingerprints : m_ignored)
                << (digits.match(fingerprint).hasMatch() ? fingerprint : entry);
        } else if (nothing.match(entry).hasMatch()) {
            m_ignored << entry;
        } else {
            m_paths.emplace_back(entry);
        }
    }
}

bool SecretAllow::allowsPath(const QString &path) const
{
    return std::ranges::any_of(m_paths, [&path](const PathGlob &glob) { return glob.matches(path); });
}

bool SecretAllow::allowsSecret(const QString &sha256) const
{
    return std::ranges::any_of(m_fingerprints, [&sha256](const QString &known) { return sha256.startsWith(known); });
}

} // namespace hubwatch
