// RemoveJob: takes a secret out of the vault, and what is known of it out of the book.
#pragma once

#include "app/accounts/credential_job.h"

namespace hubwatch {

class RemoveJob : public CredentialJob
{
    Q_OBJECT

public:
    RemoveJob(const QString &reference, const CredentialTools &tools);

    void start() override;

private:
    void removeNext();

    QStringList m_names = {}; ///< still to be removed
};

} // namespace hubwatch
