// Quieting: what keeps an alert from being told at this moment.
#pragma once

#include "alerts/cause.h"
#include "alerts/mute.h"
#include "notify/notifier.h"
#include "notify/silence.h"

#include <map>

namespace hubwatch {

/// Mutes and silences that hold now, made ready for many alerts.
class Quieting
{
public:
    Quieting() = default;
    Quieting(std::span<const Mute> mutes, std::span<const Silence> silences, std::span<const Inhibition> inhibitions,
             TimePoint now);

    /// What explains an alert comes before who muted it.
    Quiet of(const AlertId &alert, const AlertLabels &labels) const;
    const Inhibition *inhibition(const AlertId &alert) const;

private:
    struct Held {
        MatcherSet matchers;
        QString why = {};
    };

    std::vector<Held> m_mutes = {};
    std::vector<Held> m_silences = {};
    std::map<AlertId, Inhibition> m_inhibitions = {};
};

} // namespace hubwatch
