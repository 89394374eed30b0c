#include "app/alerting/quieting.h"

#include "base/time_text.h"

#include <algorithm>

namespace hubwatch {

namespace {

QString withReason(QString text, const QString &reason)
{
    return reason.isEmpty() ? text : text + QStringLiteral(": ") + reason;
}

QString muteWhy(const Mute &mute)
{
    const QString who = mute.author.isEmpty() ? QStringLiteral("muted") : QStringLiteral("muted by ") + mute.author;
    return withReason(who + u' ' + scheduleText(mute), mute.reason);
}

QString silenceWhy(const Silence &silence)
{
    return withReason(QStringLiteral("silenced in Alertmanager (%1) by %2 until %3")
                          .arg(silence.route, silence.author, utcText(silence.endsAt)),
                      silence.comment);
}

} // namespace

Quieting::Quieting(std::span<const Mute> mutes, std::span<const Silence> silences,
                   std::span<const Inhibition> inhibitions, TimePoint now)
{
    for (const Mute &mute : mutes)
        if (activeAt(mute, now))
            m_mutes.push_back({MatcherSet(mute.matchers), muteWhy(mute)});
    for (const Silence &silence : silences)
        if (silence.active && silence.endsAt > now)
            m_silences.push_back({MatcherSet(silence.matchers), silenceWhy(silence)});
    for (const Inhibition &inhibition : inhibitions)
        m_inhibitions.emplace(inhibition.alert, inhibition);
}

Quiet Quieting::of(const AlertId &alert, const AlertLabels &labels) const
{
    if (const Inhibition *inhibited = inhibition(alert))
        return {Quiet::Kind::Inhibited, QStringLiteral("inhibited: ") + inhibited->why};
    const auto holds = [&labels](const Held &held) { return held.matchers.matches(labels); };
    if (const auto mute = std::ranges::find_if(m_mutes, holds); mute != m_mutes.end())
        return {Quiet::Kind::Muted, mute->why};
    if (m_silences.empty())
        return {};
    AlertLabels there = labels; // as Alertmanager was told of it
    there[QStringLiteral("alertname")] = alert.rule;
    const auto holdsThere = [&there](const Held &held) { return held.matchers.matches(there); };
    if (const auto silence = std::ranges::find_if(m_silences, holdsThere); silence != m_silences.end())
        return {Quiet::Kind::Silenced, silence->why};
    return {};
}

const Inhibition *Quieting::inhibition(const AlertId &alert) const
{
    const auto found = m_inhibitions.find(alert);
    return found == m_inhibitions.end() ? nullptr : &found->second;
}

} // namespace hubwatch
