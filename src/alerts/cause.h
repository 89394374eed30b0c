// Cause: what an alert comes from, as far as the console can know. HubSpot's causality, shipped.
#pragma once

#include "alerts/alert_labels.h"

#include <span>
#include <vector>

namespace hubwatch {

/// What else is known at the moment, besides the alerts.
struct CauseFacts {
    struct Account {
        QString name = {};
        QString subject = {}; ///< "hubspot:prod"
        QString portal = {};
        bool refused = false;   ///< its token: 401, or another portal's
        bool quotaGone = false; ///< the day's quota is used up
        std::optional<TimePoint> since = {};

        bool operator==(const Account &) const = default;
    };
    struct Service {
        QString name = {};
        QString account = {};
        bool local = false; ///< on this machine: seen without a network

        bool operator==(const Service &) const = default;
    };

    std::vector<Account> accounts = {};
    std::vector<Service> services = {};
    bool networkLost = false;
    std::optional<TimePoint> networkLostSince = {};
    bool hubspotDown = false;     ///< its own word: an incident that is open, or a partial or major outage
    QString hubspotIncident = {}; ///< its name
    std::optional<TimePoint> hubspotSince = {};

    bool operator==(const CauseFacts &) const = default;
};

struct Cause {
    enum class Kind {
        Us,      ///< a service of ours
        HubSpot, ///< HubSpot's own incident
        Token,   ///< a token that is refused
        Quota,   ///< the day's quota, or the rate limit
        Network, ///< this machine's network
        Console, ///< this console cannot see
    };

    Kind kind = Kind::Us;
    QString scope = {}; ///< the account, the service; empty: everything
    QString words = {}; ///< "429 storm", "error burst", "token refused", "sync stuck", "service unreachable"

    bool operator==(const Cause &) const = default;
};
QString causeKindText(Cause::Kind kind); ///< "us", "hubspot", "token", "quota", "network", "console"
std::optional<Cause::Kind> parseCauseKind(QStringView text);

/// The alert's own cause, by its signal and the facts. An error rate while HubSpot says that it is down is HubSpot's.
Cause causeOf(const Alert &alert, const Rule &rule, const CauseFacts &facts);
/// Alerts of one cause belong to one incident: "us/contacts-sync/errors", "token/prod", "hubspot".
QString causeKey(const Alert &alert, const Rule &rule, const CauseFacts &facts);
/// Of a cause that is known already: an inhibited alert belongs to the incident of what inhibits it.
QString causeKey(const Cause &cause);

/// An alert that another one, or a fact, explains: it is shown below it and told to nobody.
struct Inhibition {
    AlertId alert = {};
    std::optional<AlertId> by = {}; ///< an alert; absent: a fact
    Cause cause = {};
    QString why = {}; ///< "token of prod is refused"

    bool operator==(const Inhibition &) const = default;
};

/// An alert as the causality needs it.
struct JudgedAlert {
    const Alert *alert = nullptr;
    const Rule *rule = nullptr;
};

/// A refused token hides error rate, burn, readiness, sync and webhook alerts of its account's services (of the service
/// alone where only the service's own calls are refused), never the auth failures themselves. HubSpot's own incident
/// hides error rate, burn, latency, readiness and sync alerts. A lost network hides everything that is not on this
/// machine, HubSpot's status and token included. The farthest cause wins: a lost network before HubSpot before a token.
/// An unreachable service hides its own other alerts of reach that are not graver: one of them speaks for all; neither
/// HubSpot nor a token explains that a service cannot be reached. Only what is pending or fires is judged, and only
/// what fires hides; but what began while calls were refused stays hidden for as long as its window still holds them.
std::vector<Inhibition> inhibitions(std::span<const JudgedAlert> alerts, const CauseFacts &facts);

/// Labels of an alert, with account and portal as the facts know them.
AlertLabels labelsOf(const Alert &alert, const Rule &rule, const CauseFacts &facts);

} // namespace hubwatch
