// Whether the scopes of a token are those its use needs: no wire, no clock.
#pragma once

#include "checklist/evidence.h"

#include <map>

namespace hubwatch {

struct ScopeJudgement {
    Outcome outcome = Outcome::NotRun;
    QString words = {};
    std::vector<Fact> facts = {}; ///< one a scope, granted or missing; then one an endpoint that says too little
    QStringList tooMany = {};     ///< granted and not needed, the dangerous ones first
    QStringList missing = {};
    QStringList unclear = {}; ///< endpoints of which the needed scopes are not known
    QStringList notes = {};

    bool operator==(const ScopeJudgement &) const = default;
};

/// `endpointsSeen` are calls by endpoint; endpoints without a call count as not seen. What every token has ("oauth")
/// and a harmless scope that a needed one brings along are never too many.
ScopeJudgement judgeScopes(const QStringList &granted, const QStringList &declared,
                           const std::map<QString, double> &endpointsSeen);

} // namespace hubwatch
