// AlertBook: the live alerts of all rules and services.
#pragma once

#include "alerts/alert.h"

#include <QByteArray>
#include <map>
#include <span>
#include <utility>
#include <vector>

namespace hubwatch {

/// An alert that moved from one state to another.
struct AlertChange {
    TimePoint at = {};
    Alert::State from = Alert::State::Inactive;
    Alert alert = {}; ///< as it is now: alert.state is where it moved to

    bool operator==(const AlertChange &) const = default;
};

/// Whether the rule watches this service.
bool appliesTo(const Rule &rule, const QString &service);

/// Keeps every alert's state between evaluations, and, as bytes, between runs of Hubwatch.
class AlertBook
{
public:
    struct Restored;

    /// One evaluation of all `rules` that apply to `service` with its newest readings. A rule whose signal has no
    /// reading is left as it is.
    std::vector<AlertChange> evaluate(std::span<const Rule> rules, const QString &service,
                                      std::span<const Reading> readings, Duration longestGap);

    /// Forgets the alerts of rules and services that are no longer there or were switched off. Those that were pending
    /// or firing are returned as changes to Inactive with a note: a person ended them. Unchanged rules keep their
    /// timers.
    std::vector<AlertChange> keepOnly(std::span<const Rule> rules, const QStringList &services, TimePoint at);

    /// The alerts of one service, one for each rule that applies, in the order of `rules`.
    std::vector<Alert> alerts(std::span<const Rule> rules, const QString &service) const;
    /// nullptr when the rule was never evaluated for the service.
    const Alert *find(const QString &rule, const QString &service) const;

    /// All that are not inactive, by service and rule.
    std::vector<Alert> live() const;

    /// Nobody looked for a while, however short: the time until the next evaluation counts for no clock.
    void noteUnwatched();

    QByteArray toBytes() const;
    /// Empty bytes are an empty book. Damaged ones, too, with a notice that says what that means.
    static Restored fromBytes(const QByteArray &bytes);

    bool operator==(const AlertBook &) const = default;

private:
    using Key = std::pair<QString, QString>; ///< service, rule

    std::map<Key, Alert> m_alerts = {};
};

struct AlertBook::Restored {
    AlertBook book = {};
    QString notice = {}; ///< empty when all is well
};

} // namespace hubwatch
