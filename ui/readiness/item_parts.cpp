#include "ui/readiness/item_parts.h"

#include "ui/format.h"

#include <QCoreApplication>

namespace hubwatch::ui {

namespace {

constexpr qsizetype longestPlace = 26;

QString partWord(const char *text)
{
    return QCoreApplication::translate("readiness", text);
}

Tone factTone(const Fact &fact)
{
    if (!fact.outcome)
        return Tone::Normal;
    switch (*fact.outcome) {
    case Outcome::Pass: return Tone::Good;
    case Outcome::Warn: return Tone::Warn;
    case Outcome::Fail: return Tone::Bad;
    case Outcome::Error: return Tone::Blind;
    case Outcome::NotRun:
    case Outcome::NotApplicable: return Tone::Dim;
    }
    Q_UNREACHABLE();
}

/// Only what is not as it should be wears a mark: a column of discs says nothing.
std::optional<Mark> factMark(const Fact &fact)
{
    if (!fact.outcome)
        return {};
    switch (*fact.outcome) {
    case Outcome::Warn: return Mark::Warn;
    case Outcome::Fail: return Mark::Bad;
    case Outcome::Error: return Mark::Blind;
    case Outcome::NotRun:
    case Outcome::Pass:
    case Outcome::NotApplicable: return {};
    }
    Q_UNREACHABLE();
}

/// A path is told by its end; the line stands there, too.
QString endOf(const QString &place)
{
    return place.size() <= longestPlace ? place : u'…' + place.right(longestPlace - 1);
}

MarkedWord pastWord(Outcome outcome)
{
    ItemStanding standing;
    standing.verdict.outcome = outcome;
    return standingWord(standing);
}

} // namespace

std::vector<CellColumn> factColumns()
{
    return {{partWord("looked at"), {}}, {partWord("expected"), {}}, {partWord("got"), {}}};
}

std::vector<CellRow> factRows(const std::vector<Fact> &facts)
{
    std::vector<CellRow> rows;
    for (size_t at = 0; at < facts.size(); ++at) {
        const Fact &fact = facts[at];
        rows.push_back({.key = QString::number(at),
                        .cells = {{.text = oneLine(fact.name), .tone = Tone::Normal},
                                  {.text = oneLine(fact.expected), .tone = Tone::Dim},
                                  {.text = oneLine(fact.got), .mark = factMark(fact), .tone = factTone(fact)}}});
    }
    return rows;
}

std::vector<CellColumn> findingColumns()
{
    return {{partWord("place"), QString(longestPlace - 4, u'n')}, {partWord("found"), {}}};
}

std::vector<CellRow> findingRows(const std::vector<Finding> &findings)
{
    std::vector<CellRow> rows;
    for (size_t at = 0; at < findings.size(); ++at) {
        const Finding &finding = findings[at];
        const QString found = finding.shown.isEmpty() ? finding.text : finding.shown;
        QStringList tip{findingPlace(finding), oneLine(finding.text), oneLine(finding.rule)};
        if (!finding.commit.isEmpty())
            tip << partWord("in commit %1 of the history").arg(finding.commit.left(12));
        if (!finding.fingerprint.isEmpty())
            tip << QStringLiteral("sha256:") + finding.fingerprint;
        QString what = oneLine(found);
        if (!finding.commit.isEmpty())
            what = partWord("%1 in %2").arg(what, finding.commit.left(7));
        tip.removeAll(QString());
        rows.push_back({.key = findingPlace(finding) + u'#' + QString::number(at),
                        .cells = {{.text = endOf(findingPlace(finding)), .tone = Tone::Normal, .tip = tip.join(u'\n')},
                                  {.text = what, .tone = Tone::Dim, .tip = tip.join(u'\n')}}});
    }
    return rows;
}

std::vector<CellColumn> historyColumns()
{
    return {{partWord("when"), QStringLiteral("22 Nov 00:00 ")},
            {partWord("state"), QStringLiteral("not run  ▲")},
            {partWord("measured"), {}}};
}

std::vector<CellRow> historyRows(const std::vector<PastVerdict> &history, TimePoint now)
{
    std::vector<CellRow> rows;
    for (size_t at = 0; at < history.size(); ++at) {
        const PastVerdict &past = history[at];
        const MarkedWord word = pastWord(past.outcome);
        const QString words = oneLine(past.words);
        QStringList tip{instantText(past.at), words};
        if (!past.by.isEmpty())
            tip << partWord("by %1").arg(oneLine(past.by, 80));
        const QString all = tip.join(u'\n');
        rows.push_back({.key = QString::number(at),
                        .cells = {{.text = dateText(past.at, now) + u' ' + minuteText(past.at), .tip = all},
                                  {.text = word.word, .mark = word.mark, .tone = toneOf(word.mark), .tip = all},
                                  {.text = words, .tone = Tone::Dim, .tip = all}}});
    }
    return rows;
}

QString leftOutText(const Evidence &evidence)
{
    if (evidence.findingsLeftOut <= 0)
        return {};
    return partWord("and %1 more").arg(countText(evidence.findingsLeftOut));
}

} // namespace hubwatch::ui
