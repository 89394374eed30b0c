#include "checklist/probes/signature_verdict.h"

#include <algorithm>

namespace hubwatch {

namespace {

using Hope = SignatureAttempt::Hope;

bool hopesForAcceptance(const SignatureAttempt &attempt)
{
    return attempt.hope == Hope::Accepted || attempt.hope == Hope::Likely;
}

std::optional<Outcome> attemptOutcome(const AttemptHeard &one)
{
    const int status = one.heard.status;
    if (status == 0)
        return std::nullopt;
    switch (one.attempt.hope) {
    case Hope::Accepted: return isGoodStatus(status) ? Outcome::Pass : Outcome::Fail;
    case Hope::Likely: return isGoodStatus(status) ? Outcome::Pass : Outcome::Warn;
    case Hope::Refused:
        return isGoodStatus(status) ? Outcome::Fail : isRefusal(one.heard) ? Outcome::Pass : Outcome::Warn;
    case Hope::Told: return std::nullopt;
    }
    Q_UNREACHABLE();
}

QString attemptWords(const AttemptHeard &one)
{
    const QString &what = one.attempt.what;
    const QString &got = one.heard.got;
    const int status = one.heard.status;
    if (one.attempt.hope == Hope::Likely)
        return QStringLiteral("%1 was refused with %2: hash the bytes as they came, not JSON that was written again")
            .arg(what, got);
    if (one.attempt.hope == Hope::Accepted && isRefusal(one.heard))
        return QStringLiteral("%1 was refused with %2: is webhook_secret the test instance's, and webhook_url the URL "
                              "that it verifies?")
            .arg(what, got);
    if (one.attempt.hope == Hope::Accepted)
        return QStringLiteral("%1 was answered with %2").arg(what, got);
    if (isGoodStatus(status))
        return QStringLiteral("%1 was accepted with %2").arg(what, got);
    if (status >= 500)
        return QStringLiteral("%1 was answered with %2: a handler that breaks refuses by luck").arg(what, got);
    return QStringLiteral("%1 was refused with %2: HubSpot's documentation and proxies expect 401").arg(what, got);
}

/// The sentence of the first attempt with that outcome, and how many more there are.
QString badAttemptsWords(const std::vector<AttemptHeard> &all, Outcome outcome)
{
    std::vector<const AttemptHeard *> bad;
    for (const AttemptHeard &one : all)
        if (attemptOutcome(one) == outcome)
            bad.push_back(&one);
    // What got in before what was kept out: the former is the hole.
    std::stable_partition(bad.begin(), bad.end(),
                          [](const AttemptHeard *one) { return one->attempt.hope == Hope::Refused; });
    const QString words = attemptWords(*bad.front());
    return bad.size() == 1 ? words : QStringLiteral("%1; and %2 more").arg(words).arg(bad.size() - 1);
}

QString goodSignatureWords(const std::vector<AttemptHeard> &all)
{
    const auto right = std::ranges::count_if(all, [](const auto &one) { return hopesForAcceptance(one.attempt); });
    const auto wrong = std::ranges::count(all, Hope::Refused, [](const auto &one) { return one.attempt.hope; });
    return QStringLiteral("%1 right requests were accepted, %2 wrong ones refused").arg(right).arg(wrong);
}

bool acceptsAll(const std::vector<AttemptHeard> &all)
{
    return std::ranges::all_of(all, [](const AttemptHeard &one) { return isGoodStatus(one.heard.status); });
}

QStringList signatureNotes(const std::vector<AttemptHeard> &all)
{
    QStringList notes{QStringLiteral("An unchanged request that comes again within five minutes is right by HubSpot's "
                                     "rules; idempotent processing is what it needs.")};
    const auto any = [&all](QStringView version) {
        return std::ranges::any_of(all, [=](const AttemptHeard &one) { return one.attempt.name.startsWith(version); });
    };
    if (any(u"v1") || any(u"v2"))
        notes << QStringLiteral("v1 and v2 carry no time: an old request can be replayed for ever. v3 closes that.");
    const auto future = [](const AttemptHeard &one) {
        return isGoodStatus(one.heard.status)
            && (one.attempt.name.endsWith(u"future") || one.attempt.name.endsWith(u"no number"));
    };
    if (std::ranges::any_of(all, future))
        notes << QStringLiteral(
            "HubSpot's own SDKs accept timestamps of the future and those that are no number: check "
            "the timestamp beside them.");
    return notes;
}

} // namespace

QString hopelessWebhook(const Heard &first)
{
    if (const QString why = unjudged(first); !why.isEmpty())
        return why;
    if (first.status == 404 || first.status == 405 || first.status == 410)
        return QStringLiteral("is no webhook: it answers %1 to a rightly signed POST").arg(first.got);
    if (first.status == 429)
        return QStringLiteral("asks to slow down (429) before anything was judged");
    return {};
}

Fact signatureFact(const AttemptHeard &one)
{
    const QString expected = hopesForAcceptance(one.attempt) ? QStringLiteral("2xx")
        : one.attempt.hope == Hope::Refused                  ? QStringLiteral("401 or 403")
                                                             : QString();
    return {.name = one.attempt.name, .expected = expected, .got = one.heard.got, .outcome = attemptOutcome(one)};
}

Verdict judgeSignatures(const QString &item, const std::vector<AttemptHeard> &all, const Heard &nowhere)
{
    Verdict verdict{.item = item, .evidence = {.notes = signatureNotes(all)}};
    for (const AttemptHeard &one : all)
        verdict.evidence.facts.push_back(signatureFact(one));
    verdict.evidence.facts.push_back({.name = QStringLiteral("a path that cannot exist"), .got = nowhere.got});
    const auto silent = std::ranges::find(all, 0, [](const AttemptHeard &one) { return one.heard.status; });
    verdict.outcome = worstOf(verdict.evidence.facts);
    if (verdict.outcome == Outcome::Fail && acceptsAll(all) && isGoodStatus(nowhere.status)) {
        const bool page = isWebPage(all.front().heard);
        verdict.words = QStringLiteral("answers %1%2 to everything, also to a path that cannot exist: nothing verifies "
                                       "signatures there")
                            .arg(nowhere.got, page ? QStringLiteral(" and a web page") : QString());
    } else if (verdict.outcome == Outcome::Fail) {
        verdict.words = badAttemptsWords(all, Outcome::Fail);
    } else if (all.empty() || silent != all.end()) {
        verdict.outcome = Outcome::Error;
        verdict.words = all.empty() ? QStringLiteral("nothing was sent")
                                    : QStringLiteral("%1 got %2").arg(silent->attempt.what, silent->heard.got);
    } else if (verdict.outcome == Outcome::Warn) {
        verdict.words = badAttemptsWords(all, Outcome::Warn);
    } else {
        verdict.words = goodSignatureWords(all);
    }
    return verdict;
}

} // namespace hubwatch
