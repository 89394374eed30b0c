// What a webhook's answers to signature attempts mean.
#pragma once

#include "checklist/evidence.h"
#include "checklist/probes/signature_attempts.h"
#include "checklist/test_instance.h"

namespace hubwatch {

/// One attempt and what it came to.
struct AttemptHeard {
    SignatureAttempt attempt = {};
    Heard heard = {};

    bool operator==(const AttemptHeard &) const = default;
};

/// Why there is no use in going on behind the very first right request: nobody answers, a login, no webhook. Empty:
/// there is.
QString hopelessWebhook(const Heard &first);

/// 2xx for a right request and 401 or 403 for a wrong one pass. A wrong one that gets another 4xx, a redirect or a 5xx
/// was refused, but by luck or in words that HubSpot's documentation and proxies do not expect: a warning. No outcome
/// where no answer came, and where either is right.
Fact signatureFact(const AttemptHeard &one);

/// `nowhere` is what a path answered that cannot exist. Fail before Error before Warn: what was accepted wrongly is
/// known, whatever else was not answered.
Verdict judgeSignatures(const QString &item, const std::vector<AttemptHeard> &all, const Heard &nowhere);

} // namespace hubwatch
