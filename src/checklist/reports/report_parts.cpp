#include "checklist/reports/report_parts.h"

#include "checklist/portal_day.h"
#include "hubspot/token_text.h"

#include <QRegularExpression>
#include <algorithm>
#include <array>

namespace hubwatch {

namespace {

constexpr qsizetype longestReportText = 2000;

struct MarkText {
    ReportMark mark;
    const char *word;
    const char16_t *shape;
};

constexpr std::array markTexts{
    MarkText{ReportMark::Pass, "pass", u"●"},      MarkText{ReportMark::Warn, "warn", u"▲"},
    MarkText{ReportMark::Fail, "fail", u"◆"},      MarkText{ReportMark::Error, "error", u"■"},
    MarkText{ReportMark::NotRun, "not run", u"○"}, MarkText{ReportMark::NotApplicable, "not applicable", u"–"},
    MarkText{ReportMark::Waived, "waived", u"–"},  MarkText{ReportMark::NotAsked, "not asked for", u"–"},
};

const MarkText &markText(ReportMark mark)
{
    return *std::ranges::find(markTexts, mark, &MarkText::mark);
}

/// Whatever may have come from outside, but positions and hashes.
std::vector<QString *> reportTexts(Readiness &readiness)
{
    std::vector<QString *> texts{&readiness.service, &readiness.account, &readiness.by};
    for (ItemStanding &standing : readiness.items) {
        ChecklistItem &item = standing.item;
        for (QString *text : {&item.group, &item.title, &item.why, &item.how, &item.remedy, &item.effort,
                              &standing.owner, &standing.verdict.words, &standing.verdict.evidence.source})
            texts.push_back(text);
        for (auto &[outcome, meaning] : item.meanings)
            texts.push_back(&meaning);
        if (standing.waiver)
            for (QString *text : {&standing.waiver->reason, &standing.waiver->owner, &standing.waiver->approver})
                texts.push_back(text);
        for (Fact &fact : standing.verdict.evidence.facts)
            for (QString *text : {&fact.name, &fact.expected, &fact.got})
                texts.push_back(text);
        for (Finding &finding : standing.verdict.evidence.findings)
            for (QString *text : {&finding.rule, &finding.text, &finding.shown})
                texts.push_back(text);
        for (QString &note : standing.verdict.evidence.notes)
            texts.push_back(&note);
    }
    return texts;
}

/// XML and people can do without control characters, halves of characters, and letters that turn lines around.
QString printableReport(const QString &text)
{
    QString clean;
    clean.reserve(text.size());
    for (qsizetype at = 0; at < text.size() && clean.size() < longestReportText; ++at) {
        const QChar sign = text[at];
        const bool isPair = sign.isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate();
        if (isPair) {
            clean += sign;
            clean += text[++at];
        } else if (sign.isSurrogate() || sign == QChar(0xFFFE) || sign == QChar(0xFFFF)) {
            clean += QChar(QChar::ReplacementCharacter);
        } else {
            const bool turns
                = (sign >= QChar(0x202A) && sign <= QChar(0x202E)) || (sign >= QChar(0x2066) && sign <= QChar(0x2069));
            clean += sign.category() == QChar::Other_Control || turns ? u' ' : sign;
        }
    }
    return clean.trimmed();
}

/// All at once: to make the patterns ready takes longer than to use them.
void redactReport(const std::vector<QString *> &texts)
{
    const QString between = QStringLiteral("\n\x1f\n");
    QStringList all;
    for (const QString *text : texts)
        all += *text;
    const QStringList redacted = withoutTokens(all.join(between)).split(between);
    for (std::size_t at = 0; at < texts.size(); ++at)
        *texts[at] = redacted.size() == all.size() ? redacted[qsizetype(at)] : withoutTokens(*texts[at]);
}

/// A path keeps its long names: only what is HubSpot's goes.
QString reportPath(const QString &path)
{
    static const QRegularExpression token(
        QStringLiteral("pat-[A-Za-z0-9]{2,5}-[A-Za-z0-9-]+|[a-z]{2}[0-9]{1,3}-[0-9A-Fa-f]{4}[0-9A-Fa-f-]{20,40}"));
    return printableReport(path).replace(token, QStringLiteral("[redacted]"));
}

QString countedWord(int count, const QString &one, const QString &many)
{
    return QStringLiteral("%1 %2").arg(count).arg(count == 1 ? one : many);
}

} // namespace

Readiness cleanedForReport(Readiness readiness)
{
    const std::vector<QString *> texts = reportTexts(readiness);
    for (QString *text : texts)
        *text = printableReport(*text);
    redactReport(texts);
    for (ItemStanding &standing : readiness.items) {
        standing.item.id = printableReport(standing.item.id);
        for (Finding &finding : standing.verdict.evidence.findings) {
            finding.file = reportPath(finding.file);
            finding.commit = printableReport(finding.commit);
            finding.fingerprint = printableReport(finding.fingerprint);
        }
    }
    return readiness;
}

ReportMark reportMark(const ItemStanding &standing)
{
    if (!standing.asked)
        return ReportMark::NotAsked;
    if (isWaived(standing))
        return ReportMark::Waived;
    switch (standing.verdict.outcome) {
    case Outcome::Pass: return ReportMark::Pass;
    case Outcome::Warn: return ReportMark::Warn;
    case Outcome::Fail: return ReportMark::Fail;
    case Outcome::Error: return ReportMark::Error;
    case Outcome::NotRun: return ReportMark::NotRun;
    case Outcome::NotApplicable: return ReportMark::NotApplicable;
    }
    Q_UNREACHABLE();
}

QString reportMarkWord(ReportMark mark)
{
    return QString::fromLatin1(markText(mark).word);
}

QString reportMarkShape(ReportMark mark)
{
    return QString::fromUtf16(markText(mark).shape);
}

QString readinessTitle(const Readiness &readiness)
{
    const ReadinessCounts counts = countsOf(readiness);
    if (isReady(readiness))
        return QStringLiteral("%1 is ready for production").arg(readiness.service);
    if (counts.holdingBack == 0)
        return QStringLiteral("%1 is not ready: nothing has passed").arg(readiness.service);
    return QStringLiteral("%1 is not ready: %2")
        .arg(readiness.service,
             countedWord(counts.holdingBack, QStringLiteral("item holds it back"),
                         QStringLiteral("items hold it back")));
}

QString readinessSurroundings(const Readiness &readiness)
{
    QStringList parts{
        QStringLiteral("level %1, %2 of good requests").arg(levelName(readiness.level), levelRange(readiness.level))};
    if (!readiness.account.isEmpty())
        parts += QStringLiteral("account %1").arg(readiness.account);
    if (readiness.portal != 0)
        parts += QStringLiteral("portal %1").arg(readiness.portal);
    parts += portalTimeText(readiness.at, portalZone(readiness.zone));
    if (!readiness.by.isEmpty())
        parts += QStringLiteral("by %1").arg(readiness.by);
    return parts.join(QStringLiteral(" · "));
}

QString baselineWords(const Readiness &readiness)
{
    if (!readiness.baselineAt)
        return {};
    int regressed = 0;
    int mended = 0;
    for (const ItemStanding &standing : readiness.items) {
        regressed += standing.change && standing.change->kind == ItemChange::Kind::Regressed ? 1 : 0;
        mended += standing.change && standing.change->kind == ItemChange::Kind::Mended ? 1 : 0;
    }
    return QStringLiteral("against the baseline of %1: %2 regressed, %3 mended")
        .arg(longDayText(dayAt(*readiness.baselineAt, portalZone(readiness.zone))))
        .arg(regressed)
        .arg(mended);
}

QString changeWords(const ItemStanding &standing)
{
    if (!standing.change)
        return {};
    const QString before = outcomeWord(standing.change->before);
    switch (standing.change->kind) {
    case ItemChange::Kind::Regressed: return QStringLiteral("regressed: was %1").arg(before);
    case ItemChange::Kind::Mended: return QStringLiteral("mended: was %1").arg(before);
    case ItemChange::Kind::Appeared: return QStringLiteral("not in the baseline");
    case ItemChange::Kind::Gone: return QStringLiteral("gone: was %1").arg(before);
    }
    Q_UNREACHABLE();
}

QString waiverWords(const ItemStanding &standing)
{
    if (!standing.waiver)
        return {};
    const Waiver &waiver = *standing.waiver;
    const QString who
        = QStringLiteral("%1 (%2 mends it, %3 allowed it)").arg(waiver.reason, waiver.owner, waiver.approver);
    switch (standing.waived) {
    case WaiverStanding::None: return {};
    case WaiverStanding::Holds: return QStringLiteral("waived until %1: %2").arg(longDayText(waiver.until), who);
    case WaiverStanding::NotYet:
        return QStringLiteral("the waiver begins only on %1: %2").arg(longDayText(waiver.granted), who);
    case WaiverStanding::Expired:
        return QStringLiteral("the waiver expired with %1: %2").arg(longDayText(waiver.until), who);
    }
    Q_UNREACHABLE();
}

QString evidenceWords(const Verdict &verdict, const Readiness &readiness)
{
    if (verdict.outcome == Outcome::NotRun && !verdict.evidence.staleAt)
        return {};
    const QString kind = evidenceKindWord(verdict.evidence.kind);
    const Duration age = readiness.at - verdict.evidence.at;
    if (age < -5min || age >= 48h)
        return QStringLiteral("%1 %2").arg(kind, longDayText(dayAt(verdict.evidence.at, portalZone(readiness.zone))));
    if (age < 1min)
        return QStringLiteral("%1 just now").arg(kind);
    const bool inMinutes = age < 60min;
    return QStringLiteral("%1 %2 ago")
        .arg(kind, inMinutes ? QStringLiteral("%1 min").arg(age / 1min) : QStringLiteral("%1 h").arg(age / 1h));
}

QString meaningWords(const ItemStanding &standing)
{
    const auto found = standing.item.meanings.find(standing.verdict.outcome);
    return found == standing.item.meanings.end() ? QString() : found->second;
}

QString findingPlace(const Finding &finding)
{
    QString place = finding.file;
    if (finding.line > 0)
        place += QStringLiteral(":%1").arg(finding.line);
    if (finding.line > 0 && finding.column > 0)
        place += QStringLiteral(":%1").arg(finding.column);
    if (!finding.commit.isEmpty())
        place += QStringLiteral(" in commit %1").arg(finding.commit.left(12));
    return place;
}

bool needsDetails(const ItemStanding &standing)
{
    return standing.verdict.outcome != Outcome::Pass && standing.verdict.outcome != Outcome::NotApplicable;
}

} // namespace hubwatch
