#include "checklist/probes/own_checks.h"

#include "checklist/own_options.h"
#include "metrics/number_text.h"

namespace hubwatch {

namespace {

Verdict ownVerdict(const ChecklistItem &item, Outcome outcome, const QString &words)
{
    return {.item = item.id, .outcome = outcome, .words = words};
}

bool hasOptionOf(const ChecklistItem &item, const char *name)
{
    return item.options.contains(QString::fromLatin1(name));
}

struct HttpWish {
    StatusPattern status;
    QString contains = {};
    QString header = {};
};

HttpWish wishOf(const ChecklistItem &item)
{
    const auto status = StatusPattern::parse(optionOfItem(item, "status"));
    return {.status = status ? *status : *StatusPattern::parse(QStringLiteral("2xx")),
            .contains = optionOfItem(item, "contains"),
            .header = optionOfItem(item, "header")};
}

Fact headerFact(const QString &wish, const Heard &heard)
{
    const QString name = wish.section(u':', 0, 0).trimmed();
    const QString part = wish.section(u':', 1).trimmed();
    const QString value = QString::fromUtf8(headerValue(heard.headers, name.toLatin1()));
    const bool good = !value.isEmpty() && value.contains(part, Qt::CaseInsensitive);
    return {.name = name,
            .expected = part.isEmpty() ? QStringLiteral("present") : part,
            .got = value.isEmpty() ? QStringLiteral("absent") : tamed(value),
            .outcome = good ? Outcome::Pass : Outcome::Fail};
}

std::vector<Fact> httpFacts(const HttpWish &wish, const Heard &heard)
{
    std::vector<Fact> facts{{.name = QStringLiteral("status"),
                             .expected = wish.status.text(),
                             .got = heard.got,
                             .outcome = wish.status.matches(heard.status) ? Outcome::Pass : Outcome::Fail}};
    if (!wish.contains.isEmpty()) {
        const bool holds = heard.body.contains(wish.contains.toUtf8());
        facts.push_back({.name = QStringLiteral("body"),
                         .expected = QStringLiteral("contains \"%1\"").arg(wish.contains),
                         .got = holds ? QStringLiteral("contains it") : QStringLiteral("does not contain it"),
                         .outcome = holds ? Outcome::Pass : Outcome::Fail});
    }
    if (!wish.header.isEmpty())
        facts.push_back(headerFact(wish.header, heard));
    return facts;
}

QString factWords(const Fact &fact)
{
    return QStringLiteral("%1: expected %2, got %3").arg(fact.name, fact.expected, fact.got);
}

QString firstLine(const ProcessOutcome &outcome)
{
    const QByteArray &said = outcome.output.trimmed().isEmpty() ? outcome.errors : outcome.output;
    return tamed(QString::fromUtf8(said.trimmed().left(4000)).section(u'\n', 0, 0));
}

} // namespace

QString optionOfItem(const ChecklistItem &item, const char *name)
{
    const auto found = item.options.find(QString::fromLatin1(name));
    return found == item.options.end() ? QString() : found->second;
}

OwnHttp ownHttp(const ChecklistItem &item)
{
    return {.method = ownMethod(optionOfItem(item, "method")).value_or(HttpRequest::Method::Get),
            .url = QUrl(optionOfItem(item, "url")),
            .path = optionOfItem(item, "path")};
}

Verdict judgeOwnHttp(const ChecklistItem &item, const Heard &heard, const Heard &nowhere)
{
    const HttpWish wish = wishOf(item);
    Verdict verdict = ownVerdict(item, Outcome::Error, {});
    if (heard.status == 0) {
        verdict.words = QStringLiteral("got %1").arg(heard.got);
        return verdict;
    }
    verdict.evidence.facts = httpFacts(wish, heard);
    verdict.outcome = worstOf(verdict.evidence.facts);
    const QString why = unjudged(heard);
    if (verdict.outcome == Outcome::Fail && !why.isEmpty()) {
        verdict.outcome = Outcome::Error;
        verdict.words = QStringLiteral("it ") + why;
        return verdict;
    }
    // One that is meant to be kept out is kept out anywhere; one that is meant to get in is not.
    if (verdict.outcome == Outcome::Pass && isGoodStatus(heard.status)
        && worstOf(httpFacts(wish, nowhere)) == Outcome::Pass) {
        verdict.outcome = Outcome::Error;
        verdict.words = QStringLiteral("proves nothing: a path that cannot exist answers %1 just as well; add contains "
                                       "with something that only the right answer has")
                            .arg(nowhere.got);
        return verdict;
    }
    QStringList told;
    for (const Fact &fact : verdict.evidence.facts)
        if (fact.outcome == Outcome::Fail)
            told << factWords(fact);
    verdict.words
        = told.isEmpty() ? QStringLiteral("answered %1, as expected").arg(heard.got) : told.join(QStringLiteral("; "));
    return verdict;
}

Verdict judgeOwnCommand(const ChecklistItem &item, const Result<ProcessOutcome> &outcome)
{
    if (!outcome) {
        const bool missing = isProgramMissing(outcome.error());
        return ownVerdict(item, missing ? Outcome::NotRun : Outcome::Error, tamed(outcome.error().detail));
    }
    const int code = outcome->exitCode;
    const QString line = firstLine(*outcome);
    Verdict verdict = ownVerdict(item,
                                 code == 0       ? Outcome::Pass
                                     : code == 1 ? Outcome::Fail
                                                 : Outcome::Error,
                                 line.isEmpty() ? QStringLiteral("ended with exit code %1").arg(code) : line);
    if (verdict.outcome == Outcome::Error)
        verdict.words = QStringLiteral("ended with exit code %1: %2").arg(code).arg(line);
    verdict.evidence.source = tamed(optionOfItem(item, "run"));
    verdict.evidence.facts
        = {{.name = QStringLiteral("exit code"),
            .expected = QStringLiteral("0"),
            .got = QString::number(code),
            .outcome = verdict.outcome == Outcome::Error ? std::nullopt : std::optional(verdict.outcome)}};
    return verdict;
}

Verdict judgeOwnMetric(const ChecklistItem &item, const Result<std::optional<double>> &sum)
{
    const QString name = optionOfItem(item, "name");
    if (!sum)
        return ownVerdict(item, Outcome::Error, sum.error().detail);
    if (!*sum)
        return ownVerdict(item, Outcome::Error, QStringLiteral("there is no metric %1 with such labels").arg(name));
    const std::optional<double> above = ownNumber(optionOfItem(item, "above"));
    const std::optional<double> below = ownNumber(optionOfItem(item, "below"));
    const bool good = (!above || **sum > *above) && (!below || **sum < *below);
    QStringList limits;
    if (above)
        limits << QStringLiteral("above %1").arg(optionOfItem(item, "above"));
    if (below)
        limits << QStringLiteral("below %1").arg(optionOfItem(item, "below"));
    const Fact fact{.name = hasOptionOf(item, "labels") ? name + u'{' + optionOfItem(item, "labels") + u'}' : name,
                    .expected = limits.join(QStringLiteral(" and ")),
                    .got = QString::fromStdString(numberText(**sum)),
                    .outcome = good ? Outcome::Pass : Outcome::Fail};
    Verdict verdict = ownVerdict(item, *fact.outcome, factWords(fact));
    verdict.evidence.kind = Evidence::Kind::Metrics;
    verdict.evidence.facts = {fact};
    return verdict;
}

} // namespace hubwatch
