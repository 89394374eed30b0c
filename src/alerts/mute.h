// Mute: alerts that go on being judged and shown, and are not told to anybody, for a time.
#pragma once

#include "alerts/matcher.h"

#include <QByteArray>
#include <QString>
#include <optional>

namespace hubwatch {

/// A window that comes again: on `days`, from `from` to `to` after local midnight of `zone`; `to` before `from` ends on
/// the next day. What a change to or from daylight saving does to it: an instant that does not exist is the first one
/// that does; of one that exists twice, a start is the first and an end the second, so that a mute is never too short.
struct Recurrence {
    std::vector<int> days = {}; ///< 1 Monday .. 7 Sunday; empty: every day
    Duration from = {};
    Duration to = {};
    QString zone = {}; ///< IANA: "Asia/Tokyo", of the portal; one nobody knows never mutes

    bool operator==(const Recurrence &) const = default;
};

struct Mute {
    QString id = {}; ///< made by the engine
    std::vector<Matcher> matchers = {};
    TimePoint startsAt = {};
    std::optional<TimePoint> endsAt = {}; ///< required unless it recurs
    std::optional<Recurrence> recurs = {};
    QString author = {};
    QString reason = {};
    TimePoint createdAt = {};

    bool operator==(const Mute &) const = default;
};

/// A stretch of time in which a mute holds.
struct MuteSpan {
    TimePoint from = {};
    TimePoint to = {};

    bool operator==(const MuteSpan &) const = default;
};

/// The stretch that holds at `now`, or the next one; nullopt when there will be none. Time is the wall clock's: a mute
/// until three ends at three, however the clock came there.
std::optional<MuteSpan> currentOrNext(const Mute &mute, TimePoint now);
bool activeAt(const Mute &mute, TimePoint now);
/// Over for good.
bool ended(const Mute &mute, TimePoint now);

/// What is wrong with it, as sentences: no end, an end in the past, a window of no length, an unknown zone, no
/// matchers, a matcher that does not compile. Empty when all is well.
QStringList muteProblems(const Mute &mute, TimePoint now);
/// What a person should think about before: it matches nothing now, or everything. `matching` of `all` alerts.
QStringList muteWarnings(const Mute &mute, int matching, int all);

/// "until 04:00", "Mon-Fri 22:00 to 06:00 Asia/Tokyo", times in the mute's zone.
QString scheduleText(const Mute &mute);

/// Which mutes there are, as bytes between runs of Hubwatch. Damaged bytes are no mutes, with a notice.
struct MuteList {
    std::vector<Mute> mutes = {};
    QString notice = {};

    QByteArray toBytes() const;
    static MuteList fromBytes(const QByteArray &bytes);
};

} // namespace hubwatch
