// Rotation of a credential: its age, when it is due, and the steps from the old secret to the new one. Pure.
#pragma once

#include "base/result.h"
#include "vault/credential_record.h"

namespace hubwatch {

enum class RotationStep {
    Store,  ///< the new secret beside the one in use
    Verify, ///< both with HubSpot
    Switch, ///< use the new one, keep the old
    Back,   ///< use the old one again; before the switch: drop the new one
    Retire, ///< forget the old one
};

/// What the step found or did; each step looks only at its own.
struct RotationFacts {
    Fingerprint fingerprint = {};                ///< Store: of the new secret
    QString otherName = {};                      ///< Store, Switch, Back: where the one that is not in use stands now
    std::optional<std::int64_t> portal = {};     ///< Verify: of the one in use; nullopt: HubSpot did not take it
    std::optional<std::int64_t> nextPortal = {}; ///< Verify: of the new one
    std::optional<bool> oldAnswers = {};         ///< Back: whether HubSpot still takes the old one; nullopt: not asked

    bool operator==(const RotationFacts &) const = default;
};

/// The record after the step, or Rejected with the way out. Ask before anything is moved in the vault: a step that is
/// refused must not have happened.
Result<CredentialRecord> rotationStep(const CredentialRecord &record, RotationStep step, const RotationFacts &facts,
                                      TimePoint now);

/// Why the person should wait before the old secret is forgotten: HubSpot's seven days are not over, or services (by
/// name) still answer 401. Empty: nothing speaks against it.
QStringList retireWarnings(const CredentialRecord &record, const QStringList &refusedServices, TimePoint now);

/// nullopt when nobody knows when the secret was made.
std::optional<Duration> credentialAge(const CredentialRecord &record, TimePoint now);

struct RotationDue {
    /// By the policy of 90 days, with marks at 75 and 85.
    enum class Mark { Unknown, Fresh, Plan, Soon, Overdue };

    Mark mark = Mark::Unknown;
    std::optional<TimePoint> dueAt = {};
    std::optional<TimePoint> hubspotAdvisesAt = {}; ///< HubSpot's own 180 days
    int daysLeft = 0;                               ///< whole days until `dueAt`; negative when it is past
    bool underWay = false;                          ///< a rotation has begun

    bool operator==(const RotationDue &) const = default;
};
RotationDue rotationDue(const CredentialRecord &record, TimePoint now);

} // namespace hubwatch
