#include "checklist/probes/own_probe.h"

#include "checklist/test_instance.h"
#include "checklist/waiver.h"

#include <algorithm>

namespace hubwatch {

namespace {

/// Zones reach fourteen hours east of UTC: there a day begins that much earlier.
constexpr Duration easternmost = 14h;
constexpr Duration longestWord = 366 * 24h;

/// Behind its last day, and a year after it was seen at the latest.
TimePoint endOf(const Proof &proof)
{
    const TimePoint seen = std::chrono::sys_days(proof.day);
    return std::min<TimePoint>(std::chrono::sys_days(proof.until) + std::chrono::days(1), seen + longestWord);
}

bool isWord(const Proof &proof, const QString &item)
{
    return proof.item == item && !proof.text.trimmed().isEmpty() && !proof.by.trimmed().isEmpty() && proof.day.ok()
        && proof.until.ok();
}

QString handWords(const Proof &proof)
{
    return QStringLiteral("%1 says, seen %2: %3").arg(tamed(proof.by), dayText(proof.day), tamed(proof.text));
}

} // namespace

Verdict handVerdict(const ChecklistItem &item, const std::vector<Proof> &proofs, TimePoint now)
{
    std::vector<Proof> words;
    std::ranges::copy_if(proofs, std::back_inserter(words), [&](const Proof &one) { return isWord(one, item.id); });
    if (words.empty())
        return plainVerdict(item.id, Outcome::NotRun,
                            QStringLiteral("nobody has vouched for it: add a [[proofs]] table with item, text, by, day "
                                           "and until"),
                            now);
    const auto newest = [](const Proof &a, const Proof &b) { return a.day < b.day; };
    const auto holds = [now](const Proof &one) {
        return TimePoint(std::chrono::sys_days(one.day)) - easternmost <= now && now < endOf(one);
    };
    std::vector<Proof> holding;
    std::ranges::copy_if(words, std::back_inserter(holding), holds);
    const Proof proof
        = holding.empty() ? *std::ranges::max_element(words, newest) : *std::ranges::max_element(holding, newest);
    Verdict verdict{.item = item.id, .outcome = Outcome::Pass, .words = handWords(proof)};
    const TimePoint seen = std::chrono::sys_days(proof.day);
    verdict.evidence = {.kind = Evidence::Kind::Hand,
                        .at = std::min(now, seen),
                        .staleAt = endOf(proof),
                        .source = tamed(proof.link),
                        .facts = {{.name = QStringLiteral("vouched for by"), .got = tamed(proof.by)},
                                  {.name = QStringLiteral("seen"), .got = dayText(proof.day)},
                                  {.name = QStringLiteral("holds until"), .got = dayText(proof.until)}}};
    if (holding.empty()) {
        const bool ended = endOf(proof) <= now;
        verdict.outcome = ended ? Outcome::Fail : Outcome::Error;
        verdict.words = ended
            ? QStringLiteral("what %1 vouched for ended with %2: look again").arg(tamed(proof.by), dayText(proof.until))
            : QStringLiteral("seen %1, which is yet to come").arg(dayText(proof.day));
        verdict.evidence.at = now;
        verdict.evidence.staleAt.reset();
    }
    verdict.evidence = sealed(std::move(verdict.evidence));
    return verdict;
}

} // namespace hubwatch
