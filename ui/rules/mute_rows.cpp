#include "ui/format.h"
#include "ui/rules/mute_words.h"
#include "ui/rules/mutes_part.h"
#include "ui/rules/rule_words.h"
#include "ui/severity_word.h"
#include "ui/source_title.h"

#include <algorithm>

namespace hubwatch::ui {

namespace {

CellRow muteRow(const MuteState &state, TimePoint now)
{
    const Mute &mute = state.mute;
    const MarkedWord word = muteStateWord(mute, state.span, state.active, now);
    return {.key = QStringLiteral("m:") + mute.id,
            .cells = {{.text = matchersText(mute.matchers), .tone = Tone::Normal, .strong = true},
                      {.text = word.word, .mark = word.mark, .tone = state.active ? Tone::Normal : Tone::Dim},
                      {.text = muteScheduleWords(mute, now),
                       .tip = mute.endsAt ? instantText(*mute.endsAt) : scheduleText(mute)},
                      {.text = mute.author},
                      {.text = mute.reason},
                      {.text = countText(state.matching)},
                      {.text = countText(state.quieted), .tone = state.quieted > 0 ? Tone::Normal : Tone::Dim}}};
}

CellRow silenceRow(const Silence &silence, TimePoint now)
{
    const QString state = silence.active ? MutesPart::tr("active, %1 left").arg(ageText(silence.endsAt - now))
                                         : MutesPart::tr("begins in %1").arg(ageText(silence.startsAt - now));
    return {.key = QStringLiteral("s:") + silence.id,
            .cells = {{.text = matchersText(silence.matchers), .tone = Tone::Normal},
                      {.text = state, .mark = silence.active ? Mark::None : Mark::NotYet},
                      {.text = MutesPart::tr("until %1").arg(endText(silence.endsAt, now)),
                       .tip = instantText(silence.endsAt)},
                      {.text = silence.author},
                      {.text = MutesPart::tr("%1 (set in %2)").arg(silence.comment, silence.route)},
                      {},
                      {}}};
}

bool isOver(const MuteState &state, TimePoint now)
{
    return !state.active && (ended(state.mute, now) || !state.span);
}

} // namespace

std::vector<CellRow> muteRows(const Snapshot &snapshot)
{
    const TimePoint now = snapshot.at;
    std::vector<CellRow> rows;
    const auto add = [&](const QString &title, auto &&belongs) {
        bool any = false;
        for (const MuteState &state : snapshot.alerting.mutes) {
            if (!belongs(state))
                continue;
            if (!std::exchange(any, true))
                rows.push_back({.key = title, .cells = {{.text = title}}, .heading = true});
            rows.push_back(muteRow(state, now));
        }
    };
    add(MutesPart::tr("Active"), [](const MuteState &state) { return state.active; });
    add(MutesPart::tr("Coming"), [&](const MuteState &state) { return !state.active && !isOver(state, now); });
    add(MutesPart::tr("Ended"), [&](const MuteState &state) { return isOver(state, now); });
    if (snapshot.alerting.silences.empty())
        return rows;
    const QString title = MutesPart::tr("Silences set in an Alertmanager, respected here, changed there");
    rows.push_back({.key = title, .cells = {{.text = title}}, .heading = true});
    for (const Silence &silence : snapshot.alerting.silences)
        rows.push_back(silenceRow(silence, now));
    return rows;
}

std::vector<CellRow> ackRows(const Snapshot &snapshot)
{
    std::vector<Acknowledgement> acks = snapshot.alerting.acks;
    std::ranges::stable_sort(acks, {}, &Acknowledgement::at);
    std::vector<CellRow> rows;
    for (const Acknowledgement &ack : acks) {
        const auto rule = std::ranges::find(snapshot.rules, ack.alert.rule, &Rule::name);
        const bool known = rule != snapshot.rules.end();
        rows.push_back(
            {.key = dedupKey(ack.alert),
             .cells = {{.text = QStringLiteral("%1: %2").arg(sourceTitle(ack.alert.service),
                                                             known ? ruleTitle(*rule) : ack.alert.rule),
                        .tone = Tone::Normal,
                        .strong = true},
                       {.text = severityWord(ack.severity)},
                       {.text = ack.value && known ? valueText(*ack.value, ruleUnit(*rule)) : QStringLiteral("–")},
                       {.text = ack.owner, .tone = Tone::Normal},
                       {.text = ack.note},
                       {.text = ageText(snapshot.at - ack.at), .tip = instantText(ack.at)}}});
    }
    return rows;
}

} // namespace hubwatch::ui
