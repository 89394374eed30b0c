// Mute words: how long a mute holds, as a person says it. Pure.
#pragma once

#include "alerts/mute.h"
#include "ui/credentials/credential_words.h"

namespace hubwatch::ui {

/// 09:00 of the day after `now`, by this machine's calendar.
TimePoint tomorrowMorning(TimePoint now);

/// "10:00", "Tue 24 Nov 09:00" on another day.
QString endText(TimePoint at, TimePoint now);
/// "until 10:00, 18 min left", "Mon-Fri 22:00 to 06:00 Asia/Tokyo"
QString muteScheduleWords(const Mute &mute, TimePoint now);

/// "active, 18 min left", "begins in 12 h", "ended 3 min ago"
MarkedWord muteStateWord(const Mute &mute, const std::optional<MuteSpan> &span, bool active, TimePoint now);

/// The same mute for another hour.
Mute extended(Mute mute, TimePoint now);
/// A new mute like one that has ended: from now on, for as long as that one was meant to hold.
Mute renewed(Mute mute, TimePoint now);

} // namespace hubwatch::ui
