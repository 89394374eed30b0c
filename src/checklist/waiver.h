// Waiver: a person answers for an item that does not pass, until a day.
#pragma once

#include "base/clock.h"

#include <QString>
#include <QTimeZone>
#include <optional>

namespace hubwatch {

/// Kept in the workspace file, so that a team reviews it.
struct Waiver {
    QString service = {};
    QString item = {};
    QString reason = {};
    QString owner = {};    ///< who mends it
    QString approver = {}; ///< who allows it; not the owner
    std::chrono::year_month_day granted = {};
    std::chrono::year_month_day until = {}; ///< its last day, whole, in the portal's time; at most 90 days on

    bool operator==(const Waiver &) const = default;
};

inline constexpr int longestWaiverDays = 90;

/// What is wrong with it: a missing reason, owner or approver, an owner who approves, more than 90 days, an end before
/// its beginning. Empty when it is good. Says what would be valid.
QString waiverComplaint(const Waiver &waiver);
/// The first instant at which it holds no longer: midnight behind its last day in `zone`.
TimePoint waiverEnd(const Waiver &waiver, const QTimeZone &zone);
/// And from when on it holds: the first midnight of its first day.
TimePoint waiverBegin(const Waiver &waiver, const QTimeZone &zone);

enum class WaiverStanding { None, Holds, NotYet, Expired };
/// A clock before the waiver's first day says NotYet: it does not hold.
WaiverStanding waiverStanding(const std::optional<Waiver> &waiver, const QTimeZone &zone, TimePoint now);

/// "2026-12-14"; nullopt for anything else, and for days that no calendar has.
std::optional<std::chrono::year_month_day> parseDay(QStringView text);
QString dayText(std::chrono::year_month_day day);

} // namespace hubwatch
