// SecretLedger: what a scan has found so far, and what of it is allowed.
#pragma once

#include "checklist/evidence.h"
#include "checklist/repository/secret_allow.h"
#include "checklist/repository/secret_scanner.h"

#include <set>

namespace hubwatch {

/// A finding of a match in `file`. `commit` empty: in the tree.
Finding secretFinding(const SecretMatch &match, const QString &file, const QString &commit);

struct SecretLedger {
    /// Keeps the first findings, and counts the rest.
    void add(const SecretMatch &match, const QString &file, const QString &commit);
    /// Whether somebody has allowed it, by its fingerprint or on its line; then it is counted.
    bool isAllowed(const SecretAllow &allow, const SecretMatch &match);
    size_t count() const { return inTree + inHistory; }

    std::vector<Finding> findings = {};
    size_t inTree = 0;
    size_t inHistory = 0;
    size_t allowed = 0;
    std::set<QString> fingerprints = {}; ///< of those in the tree
};

} // namespace hubwatch
