// DotenvReader: secrets in a .env file.
#pragma once

#include "vault/credential_reader.h"

namespace hubwatch {

/// The file is read at each call. Whether an account may have its secret there is not asked here: see
/// credential_policy.h.
class DotenvReader : public CredentialReader
{
public:
    /// Relative paths begin at `folder`, the workspace file's.
    explicit DotenvReader(QString folder);

    void read(const CredentialRef &ref, QObject *context, Reply reply) override;

private:
    QString m_folder;
};

/// "~/x" in the home folder, other relative paths in `folder`.
QString placeOfFile(const QString &path, const QString &folder);

} // namespace hubwatch
