// The probe of "Secrets in a manager": no credential of HubSpot's in the repository or its history, none as plain text
// in the workspace's references.
#pragma once

#include "checklist/probe.h"

namespace hubwatch {

struct SecretOrder {
    QString item = {};
    QString repository = {}; ///< absolute; empty: none is named
    QStringList allow = {};  ///< ChecklistTarget::allow
    /// Credentials the service uses, by what they are for: {"account prod", "keychain:prod"}.
    std::vector<std::pair<QString, QString>> references = {};
    Duration fresh = {};
};

/// Reads every file that git tracks or would track, then every blob of the history, in slices that never hold the
/// thread for long. A shallow clone cannot be judged: NotRun, with `git fetch --unshallow`.
Probe secretProbe(ProbeDoors doors, SecretOrder order);

} // namespace hubwatch
