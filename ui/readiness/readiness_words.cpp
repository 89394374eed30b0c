#include "ui/readiness/readiness_words.h"

#include "ui/format.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>
#include <algorithm>

namespace hubwatch::ui {

namespace {

QString readyText(const char *text)
{
    return QCoreApplication::translate("readiness", text);
}

bool shortOfPass(const ItemStanding &standing)
{
    return standing.verdict.outcome != Outcome::Pass && standing.verdict.outcome != Outcome::NotApplicable;
}

bool isExpired(const ItemStanding &standing)
{
    return standing.waived == WaiverStanding::Expired && shortOfPass(standing);
}

/// Something was measured, and proves nothing any more.
bool isStale(const ItemStanding &standing)
{
    const Evidence &evidence = standing.verdict.evidence;
    return standing.verdict.outcome == Outcome::NotRun && !evidence.hash.isEmpty() && evidence.staleAt;
}

Mark outcomeMark(Outcome outcome)
{
    switch (outcome) {
    case Outcome::NotRun: return Mark::NotYet;
    case Outcome::Pass: return Mark::Good;
    case Outcome::Warn: return Mark::Warn;
    case Outcome::Fail: return Mark::Bad;
    case Outcome::NotApplicable: return Mark::None;
    case Outcome::Error: return Mark::Blind;
    }
    Q_UNREACHABLE();
}

/// A kind's word before an age, and before a date.
QString kindText(Evidence::Kind kind)
{
    switch (kind) {
    case Evidence::Kind::Probe: return readyText("probe");
    case Evidence::Kind::Bench: return readyText("bench");
    case Evidence::Kind::Metrics: return readyText("metrics");
    case Evidence::Kind::Import: return readyText("imported");
    case Evidence::Kind::Hand: return readyText("by hand");
    }
    Q_UNREACHABLE();
}

QString agoText(TimePoint at, TimePoint now)
{
    if (at > now)
        return dateText(at, now);
    if (now - at < 1min)
        return readyText("just now");
    return now - at < 24h ? readyText("%1 ago").arg(ageText(now - at)) : dateText(at, now);
}

/// Anything was looked at at all, well or not.
bool wasLookedAt(const ItemStanding &standing)
{
    return standing.verdict.outcome != Outcome::NotRun || isStale(standing);
}

} // namespace

MarkedWord standingWord(const ItemStanding &standing)
{
    if (isWaived(standing))
        return {Mark::None, readyText("waived")};
    if (isExpired(standing))
        return {Mark::Bad, readyText("expired")};
    if (isStale(standing))
        return {Mark::Blind, readyText("stale")};
    return {outcomeMark(standing.verdict.outcome), outcomeWord(standing.verdict.outcome)};
}

Tone standingTone(const ItemStanding &standing)
{
    const Mark mark = standingWord(standing).mark;
    if (!standing.asked && mark != Mark::Good)
        return Tone::Dim;
    switch (mark) {
    case Mark::Good: return Tone::Good;
    case Mark::Pending: return Tone::Normal;
    case Mark::None: return Tone::Dim;
    case Mark::NotYet: return Tone::Dim;
    case Mark::Warn:
    case Mark::Bad:
    case Mark::Blind: return toneOf(mark);
    }
    Q_UNREACHABLE();
}

QString waiverText(const ItemStanding &standing)
{
    if (!standing.waiver)
        return {};
    const Waiver &waiver = *standing.waiver;
    switch (standing.waived) {
    case WaiverStanding::None: return {};
    case WaiverStanding::Holds:
        return readyText("waived until %1: %2").arg(dateText(waiver.until), oneLine(waiver.reason));
    case WaiverStanding::NotYet: return readyText("the waiver begins on %1").arg(dateText(waiver.granted));
    case WaiverStanding::Expired:
        return readyText("the waiver expired after %1: %2").arg(dateText(waiver.until), oneLine(waiver.reason));
    }
    Q_UNREACHABLE();
}

QString standingWords(const ItemStanding &standing)
{
    if (isWaived(standing))
        return waiverText(standing);
    const QString words = oneLine(standing.verdict.words);
    if (isExpired(standing))
        return readyText("waiver expired after %1; %2").arg(dateText(standing.waiver->until), words);
    if (!standing.asked && standing.verdict.outcome == Outcome::NotRun && !isStale(standing))
        return readyText("asked of level %1 on; %2").arg(levelName(standing.item.from), words);
    return words;
}

QString evidenceText(const ItemStanding &standing, TimePoint now)
{
    if (isWaived(standing))
        return readyText("waiver");
    const Verdict &verdict = standing.verdict;
    if (!wasLookedAt(standing) || verdict.outcome == Outcome::NotApplicable)
        return {};
    if (verdict.outcome == Outcome::Error)
        return readyText("tried %1").arg(agoText(verdict.evidence.at, now));
    return kindText(verdict.evidence.kind) + u' ' + agoText(verdict.evidence.at, now);
}

QString evidenceDetails(const ItemStanding &standing, TimePoint now)
{
    const Evidence &evidence = standing.verdict.evidence;
    if (!wasLookedAt(standing))
        return readyText("Nobody has looked yet.");
    QStringList parts{readyText("%1, measured %2").arg(evidenceKindWord(evidence.kind), instantText(evidence.at))};
    if (evidence.staleAt)
        parts << (*evidence.staleAt > now ? readyText("holds until %1") : readyText("proves nothing since %1"))
                     .arg(instantText(*evidence.staleAt));
    if (!evidence.source.isEmpty())
        parts << oneLine(evidence.source);
    return parts.join(u'\n');
}

QString changeText(const ItemStanding &standing, const Readiness &readiness)
{
    if (!standing.change)
        return {};
    const QString since
        = readiness.baselineAt ? readyText(" since %1").arg(dateText(*readiness.baselineAt, readiness.at)) : QString();
    switch (standing.change->kind) {
    case ItemChange::Kind::Regressed: return readyText("regressed") + since;
    case ItemChange::Kind::Mended: return readyText("mended") + since;
    case ItemChange::Kind::Appeared: return readyText("new") + since;
    case ItemChange::Kind::Gone: return readyText("gone") + since;
    }
    Q_UNREACHABLE();
}

QString dateText(TimePoint at, TimePoint now)
{
    const QDate day = dateTimeOf(at, Zone::Local).date();
    const bool other = day.year() != dateTimeOf(now, Zone::Local).date().year();
    return QLocale(QLocale::English).toString(day, other ? QStringLiteral("d MMM yyyy") : QStringLiteral("d MMM"));
}

QString dateText(std::chrono::year_month_day day)
{
    return QLocale(QLocale::English).toString(qDateOf(day), QStringLiteral("d MMM yyyy"));
}

QDate qDateOf(std::chrono::year_month_day day)
{
    return {int(day.year()), int(unsigned(day.month())), int(unsigned(day.day()))};
}

std::chrono::year_month_day dayOf(QDate date)
{
    if (!date.isValid())
        return {};
    return {std::chrono::year(date.year()), std::chrono::month(unsigned(date.month())),
            std::chrono::day(unsigned(date.day()))};
}

QTimeZone zoneOf(const Readiness &readiness)
{
    const QTimeZone zone(readiness.zone.toUtf8());
    return zone.isValid() ? zone : QTimeZone::utc();
}

std::chrono::year_month_day todayOf(const Readiness &readiness, TimePoint now)
{
    return dayOf(dateTimeOf(now, Zone::Utc).toTimeZone(zoneOf(readiness)).date());
}

QString benchText(const QString &words, const QString &service)
{
    static const QRegularExpression counting(QStringLiteral("^(.+): (\\d+) calls so far$"));
    const QString line = oneLine(words);
    const QRegularExpressionMatch match = counting.match(line);
    if (!match.hasMatch())
        return line;
    const QString weather = match.captured(1);
    const qint64 calls = match.captured(2).toLongLong();
    if (calls > 0)
        return readyText("Bench, %1: %2 calls so far").arg(weather, countText(calls));
    return service.isEmpty() ? readyText("Bench, %1: waits for the first call").arg(weather)
                             : readyText("Bench, %1: waiting for the first call of %2. Start it against this address.")
                                   .arg(weather, oneLine(service, 60));
}

const ItemProgress *progressOf(const ServiceReadiness &service, const QString &item)
{
    const auto found = std::ranges::find(service.progress, item, &ItemProgress::item);
    return found == service.progress.end() ? nullptr : &*found;
}

bool isRunning(const ServiceReadiness &service)
{
    return !service.progress.empty();
}

QString levelText(ReadinessLevel level)
{
    return readyText("level %1, %2").arg(levelName(level), levelRange(level));
}

StandingCounts standingCounts(const Readiness &readiness)
{
    StandingCounts counts;
    const auto ofOutcome = [&counts](Outcome outcome) -> int & {
        switch (outcome) {
        case Outcome::NotRun: return counts.notRun;
        case Outcome::Pass: return counts.pass;
        case Outcome::Warn: return counts.warn;
        case Outcome::Fail: return counts.fail;
        case Outcome::NotApplicable: return counts.notApplicable;
        case Outcome::Error: return counts.error;
        }
        Q_UNREACHABLE();
    };
    for (const ItemStanding &standing : readiness.items) {
        if (!standing.asked)
            continue;
        int &count = isWaived(standing) ? counts.waived
            : isExpired(standing)       ? counts.expired
            : isStale(standing)         ? counts.stale
                                        : ofOutcome(standing.verdict.outcome);
        ++count;
        counts.judged += standing.verdict.outcome == Outcome::NotApplicable ? 0 : 1;
    }
    return counts;
}

MarkedWord readyWord(const ServiceReadiness &service)
{
    const StandingCounts counts = standingCounts(service.readiness);
    const int holding = countsOf(service.readiness).holdingBack;
    const bool nothingYet = counts.notRun == counts.judged;
    // A file that cannot be read takes nothing back of what is known to be bad.
    if (!service.problem.isEmpty() && (holding == 0 || nothingYet))
        return {Mark::Blind, readyText("not known")};
    if (isReady(service.readiness))
        return {Mark::Good, readyText("ready for release")};
    if (nothingYet)
        return {Mark::NotYet, readyText("not ready: nothing is proved yet")};
    const QString words = holding == 1 ? readyText("not ready: 1 item holds a release back")
                                       : readyText("not ready: %1 items hold a release back").arg(holding);
    return {Mark::Bad, words};
}

QString ranText(const ServiceReadiness &service, TimePoint now)
{
    if (isRunning(service))
        return readyText("%1 of %2 looked at").arg(service.ended).arg(service.planned);
    if (!service.ranAt)
        return readyText("never run");
    const QString by = service.readiness.by.isEmpty() ? QString() : readyText(" by %1").arg(service.readiness.by);
    return readyText("last run %1").arg(agoText(*service.ranAt, now)) + by;
}

std::vector<TextRun> baselineRuns(const Readiness &readiness, TimePoint now)
{
    if (!readiness.baselineAt)
        return {{readyText("no baseline to compare with"), Tone::Dim}};
    const auto count = [&](ItemChange::Kind kind) {
        return std::ranges::count_if(readiness.items, [kind](const ItemStanding &standing) {
            return standing.change && standing.change->kind == kind;
        });
    };
    const auto worse = count(ItemChange::Kind::Regressed);
    const auto better = count(ItemChange::Kind::Mended);
    const QString against = readyText("against baseline %1:").arg(dateText(*readiness.baselineAt, now));
    if (worse == 0 && better == 0)
        return {{against + u' ' + readyText("no change"), Tone::Dim}};
    std::vector<TextRun> runs{{against, Tone::Dim}};
    if (worse > 0)
        runs.push_back(
            {readyText("%1 regressed").arg(worse) + (better > 0 ? QStringLiteral(",") : QString()), Tone::Bad, true});
    if (better > 0)
        runs.push_back({readyText("%1 mended").arg(better), Tone::Dim});
    return runs;
}

QString findingPlace(const Finding &finding)
{
    QString place = oneLine(finding.file);
    if (finding.line > 0)
        place += QStringLiteral(":%1").arg(finding.line);
    if (finding.line > 0 && finding.column > 0)
        place += QStringLiteral(":%1").arg(finding.column);
    return place;
}

QString oneLine(const QString &text, qsizetype most)
{
    const QString line = text.left(most * 4).simplified();
    return line.size() > most ? line.left(most - 1) + u'…' : line;
}

} // namespace hubwatch::ui
