#include "checklist/probes/effect_verdict.h"

#include "base/duration_text.h"
#include "metrics/number_text.h"

#include <algorithm>

namespace hubwatch {

namespace {

QString moveText(double by)
{
    const QString number = QString::fromStdString(numberText(by));
    return by < 0 ? number : u'+' + number;
}

Fact effectFact(const QString &name, double expected, double by)
{
    return {.name = name,
            .expected = moveText(expected),
            .got = moveText(by),
            .outcome = by == expected ? Outcome::Pass
                : by > expected       ? std::optional(Outcome::Fail)
                                      : std::nullopt};
}

bool wentBack(const EffectReadings &readings)
{
    return (readings.again && *readings.again < readings.once)
        || (readings.pair && *readings.pair < readings.again.value_or(readings.once));
}

} // namespace

QString uselessEffect(const QString &effect, double before, double once)
{
    const double by = once - before;
    if (by == 0)
        return QStringLiteral(
                   "the counter %1 did not move when an event was accepted: is webhook_effect the right name, "
                   "and does an event of contact.propertyChange have that effect?")
            .arg(effect);
    if (by < 0)
        return QStringLiteral("the counter %1 went back by %2: was the test instance restarted?")
            .arg(effect, QString::fromStdString(numberText(-by)));
    if (by != 1)
        return QStringLiteral("one event moved the counter %1 by %2: webhook_effect must name one that an event moves "
                              "by one, and nothing else may call the test instance meanwhile")
            .arg(effect, QString::fromStdString(numberText(by)));
    return {};
}

Duration settleTime(Duration took)
{
    return std::clamp<Duration>(2 * took, 2s, 10s);
}

Verdict judgeEffects(const QString &item, const QString &effect, const EffectReadings &readings)
{
    Verdict verdict{.item = item, .outcome = Outcome::Error};
    std::vector<Fact> &facts = verdict.evidence.facts;
    facts.push_back(effectFact(QStringLiteral("%1, an event").arg(effect), 1, readings.once - readings.before));
    verdict.evidence.notes << QStringLiteral("The counter moved %1 behind the first event, and was watched for %2 "
                                             "behind the second.")
                                  .arg(durationText(readings.took), durationText(settleTime(readings.took)));
    if (const QString useless = uselessEffect(effect, readings.before, readings.once); !useless.isEmpty()) {
        facts.front().outcome.reset();
        verdict.words = useless;
        return verdict;
    }
    if (wentBack(readings)) {
        verdict.words = QStringLiteral("the counter %1 went back: was the test instance restarted?").arg(effect);
        return verdict;
    }
    const double again = readings.again.value_or(readings.once);
    if (readings.again)
        facts.push_back(effectFact(QStringLiteral("%1, the same event again with attemptNumber 1").arg(effect), 0,
                                   again - readings.once));
    facts.push_back({.name = QStringLiteral("answer to the event that came again"),
                     .expected = QStringLiteral("2xx"),
                     .got = readings.againGot,
                     .outcome = readings.againAccepted ? Outcome::Pass : Outcome::Warn});
    if (readings.pair)
        facts.push_back(effectFact(QStringLiteral("%1, one body with the same event twice").arg(effect), 1,
                                   *readings.pair - again));
    const bool twice = readings.again && again > readings.once;
    const bool twiceInOne = readings.pair && *readings.pair - again > 1;
    if (twice || twiceInOne) {
        verdict.outcome = Outcome::Fail;
        verdict.words = twice ? QStringLiteral("the same event sent twice moved %1 by %2")
                                    .arg(effect, QString::fromStdString(numberText(again - readings.before)))
                              : QStringLiteral("the same event twice in one body moved %1 by %2")
                                    .arg(effect, QString::fromStdString(numberText(*readings.pair - again)));
    } else if (!readings.again || !readings.pair) {
        verdict.words = QStringLiteral("the event was not sent twice");
    } else if (*readings.pair == again) {
        verdict.words = QStringLiteral("another event, twice in one body, did not move %1 at all").arg(effect);
    } else if (!readings.againAccepted) {
        verdict.outcome = Outcome::Warn;
        verdict.words = QStringLiteral("the event that came again was answered with %1, which HubSpot takes for a "
                                       "failure and repeats: answer 200 to what is known already")
                            .arg(readings.againGot);
    } else {
        verdict.outcome = Outcome::Pass;
        verdict.words
            = QStringLiteral("the same event sent twice, and twice in one body, moved %1 once each time").arg(effect);
    }
    return verdict;
}

} // namespace hubwatch
