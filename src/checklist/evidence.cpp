#include "checklist/evidence.h"

#include "base/time_text.h"
#include "checklist/evidence_json.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <array>

namespace hubwatch {

namespace {

constexpr std::array kinds{Evidence::Kind::Probe, Evidence::Kind::Bench, Evidence::Kind::Metrics,
                           Evidence::Kind::Import, Evidence::Kind::Hand};

QString hashOf(Evidence evidence)
{
    evidence.hash.clear();
    const QByteArray json = QJsonDocument(evidenceJson(evidence)).toJson(QJsonDocument::Compact);
    return QString::fromLatin1(QCryptographicHash::hash(json, QCryptographicHash::Sha256).toHex());
}

} // namespace

QString evidenceKindWord(Evidence::Kind kind)
{
    switch (kind) {
    case Evidence::Kind::Probe: return QStringLiteral("probe");
    case Evidence::Kind::Bench: return QStringLiteral("bench");
    case Evidence::Kind::Metrics: return QStringLiteral("metrics");
    case Evidence::Kind::Import: return QStringLiteral("import");
    case Evidence::Kind::Hand: return QStringLiteral("by hand");
    }
    Q_UNREACHABLE();
}

std::optional<Evidence::Kind> evidenceKindNamed(QStringView word)
{
    for (const Evidence::Kind kind : kinds)
        if (word == evidenceKindWord(kind))
            return kind;
    return std::nullopt;
}

Evidence sealed(Evidence evidence)
{
    evidence.hash = hashOf(evidence);
    return evidence;
}

bool isWhole(const Evidence &evidence)
{
    return evidence.hash == hashOf(evidence);
}

Verdict plainVerdict(const QString &item, Outcome outcome, const QString &words, TimePoint at)
{
    return {.item = item, .outcome = outcome, .words = words, .evidence = sealed({.at = at})};
}

Outcome worstOf(const std::vector<Fact> &facts)
{
    const auto any = [&facts](Outcome outcome) {
        return std::ranges::any_of(facts, [outcome](const Fact &fact) { return fact.outcome == outcome; });
    };
    return any(Outcome::Fail) ? Outcome::Fail : any(Outcome::Warn) ? Outcome::Warn : Outcome::Pass;
}

Verdict verdictAt(Verdict verdict, TimePoint now)
{
    const auto spoiled = [&verdict](Outcome outcome, const QString &why) {
        verdict.words = QStringLiteral("%1: was %2, %3").arg(why, outcomeWord(verdict.outcome), verdict.words);
        verdict.outcome = outcome;
        return verdict;
    };
    if (verdict.outcome == Outcome::NotRun || verdict.outcome == Outcome::Error)
        return verdict;
    if (!isWhole(verdict.evidence))
        return spoiled(Outcome::Error, QStringLiteral("the stored evidence was changed, run it again"));
    if (verdict.evidence.at > now + 5min)
        return spoiled(Outcome::Error,
                       QStringLiteral("measured %1, which is yet to come: this machine's clock was moved")
                           .arg(utcText(verdict.evidence.at)));
    if (verdict.evidence.staleAt && *verdict.evidence.staleAt <= now)
        return spoiled(Outcome::NotRun,
                       QStringLiteral("the evidence went stale %1").arg(utcText(*verdict.evidence.staleAt)));
    return verdict;
}

} // namespace hubwatch
