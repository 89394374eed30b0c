#include "checklist/probes/health_verdict.h"

#include "base/duration_text.h"
#include "net/http_errors.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <array>

namespace hubwatch {

namespace {

constexpr Duration slowHealth = 1s;
constexpr std::array dullHealthKeys{"timestamp", "time",     "date", "version", "uptime",
                                    "commit",    "hostname", "pid",  "id"};

struct HealthFinding {
    Outcome outcome = Outcome::Pass;
    QString words = {}; ///< behind the endpoint's name
};

bool saysNotReady(const QByteArray &body)
{
    const QString status = QJsonDocument::fromJson(body)[QLatin1StringView("status")].toString().toLower();
    return status.startsWith(QLatin1StringView("not")) || status == QLatin1StringView("down")
        || status == QLatin1StringView("error") || status == QLatin1StringView("unhealthy")
        || status == QLatin1StringView("fail");
}

HealthFinding healthFinding(const Heard &heard, bool isReadiness)
{
    if (isReadiness && heard.status == 503) {
        const QString reason = readinessReason(heard.body);
        if (isWebPage(heard) || reason.isEmpty())
            return {Outcome::Warn, QStringLiteral("answers 503 and does not say why")};
        return {Outcome::Pass, QStringLiteral("answers 503: %1").arg(reason)};
    }
    if (heard.status == 404 || heard.status == 410)
        return {Outcome::Fail, QStringLiteral("is not there (%1)").arg(heard.status)};
    if (!isGoodStatus(heard.status))
        return {Outcome::Fail, QStringLiteral("answers %1").arg(heard.got)};
    if (isWebPage(heard))
        return {Outcome::Warn, QStringLiteral("answers a web page, which nobody but people can read")};
    if (isReadiness && saysNotReady(heard.body))
        return {
            Outcome::Warn,
            QStringLiteral("says in its body that it is not ready, and answers %1: expected 503").arg(heard.status)};
    if (heard.took > slowHealth)
        return {Outcome::Warn, QStringLiteral("took %1: what asks it gives up soon").arg(durationText(heard.took))};
    return {Outcome::Pass, QStringLiteral("answers %1").arg(heard.status)};
}

/// Whether it is what the service answers to any path.
bool isCatchAll(const Heard &heard, const Heard &nowhere)
{
    return isGoodStatus(heard.status) && isGoodStatus(nowhere.status)
        && (heard.body == nowhere.body || isWebPage(heard)
            || headerValue(heard.headers, "Content-Type") == headerValue(nowhere.headers, "Content-Type"));
}

QString unjudgedHealth(const Heard &heard)
{
    if (const QString why = unjudged(heard); !why.isEmpty())
        return why;
    if (isRefusal(heard))
        return QStringLiteral("answers %1: name the credential it wants, or let it answer without one").arg(heard.got);
    if (heard.status == 429)
        return QStringLiteral("asks to slow down (429)");
    return {};
}

/// A fact and the sentence of it; a fact without outcome could not be judged.
struct EndpointLine {
    Fact fact = {};
    QString words = {};
};

EndpointLine endpointLine(const QString &name, const QUrl &url, const std::optional<Heard> &heard)
{
    const bool isReadiness = name == QLatin1StringView("readiness");
    if (!heard)
        return {{.name = name,
                 .expected = QStringLiteral("an endpoint"),
                 .got = QStringLiteral("none is named"),
                 .outcome = Outcome::Fail},
                QStringLiteral("the service has no %1 endpoint").arg(name)};
    EndpointLine line{{.name = tamed(url.path()),
                       .expected = isReadiness ? QStringLiteral("2xx, or 503 with a reason") : QStringLiteral("2xx"),
                       .got = heard->got}};
    if (const QString why = unjudgedHealth(*heard); !why.isEmpty()) {
        line.words = tamed(shownUrl(url)) + u' ' + why;
        return line;
    }
    const HealthFinding finding = healthFinding(*heard, isReadiness);
    line.fact.outcome = finding.outcome;
    line.words = line.fact.name + u' ' + finding.words;
    return line;
}

QString catchAllWords(const HealthLooks &looks)
{
    const auto words = [&looks](const QUrl &url, const std::optional<Heard> &heard) {
        if (!heard || !isCatchAll(*heard, looks.nowhere))
            return QString();
        return QStringLiteral("%1 answers %2%3, as any path does: it is no endpoint of its own")
            .arg(tamed(url.path()), heard->got, isWebPage(*heard) ? QStringLiteral(" and a web page") : QString());
    };
    const QString health = words(looks.health, looks.healthHeard);
    return health.isEmpty() ? words(looks.readiness, looks.readinessHeard) : health;
}

EndpointLine benchLine(const std::optional<Fact> &bench, const QString &benchWords)
{
    if (bench)
        return {*bench, QStringLiteral("%1: %2").arg(bench->name, bench->got)};
    return {{.name = QStringLiteral("readiness while HubSpot refuses the token"),
             .expected = QStringLiteral("503"),
             .got = QStringLiteral("not looked at"),
             .outcome = Outcome::Warn},
            QStringLiteral("nothing shows that readiness turns 503 when the token is wrong: %1").arg(benchWords)};
}

} // namespace

QString readinessReason(const QByteArray &body)
{
    const QJsonDocument json = QJsonDocument::fromJson(body);
    if (!json.isObject())
        return tamed(QString::fromUtf8(body.left(2000)));
    QStringList reasons;
    const QJsonObject object = json.object();
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        const bool isDull = std::ranges::any_of(dullHealthKeys,
                                                [&](const char *key) { return entry.key() == QLatin1StringView(key); });
        const QString text = entry->isString() ? entry->toString()
            : entry->isObject()                ? entry->toObject()[QLatin1StringView("message")].toString()
                                               : QString();
        if (!isDull && !text.isEmpty())
            reasons << text;
    }
    return tamed(reasons.join(QStringLiteral(", ")));
}

Verdict judgeHealth(const QString &item, const HealthLooks &looks, const std::optional<Fact> &bench,
                    const QString &benchWords)
{
    Verdict verdict{.item = item};
    std::vector<EndpointLine> lines{endpointLine(QStringLiteral("health"), looks.health, looks.healthHeard),
                                    endpointLine(QStringLiteral("readiness"), looks.readiness, looks.readinessHeard)};
    for (const EndpointLine &line : lines)
        verdict.evidence.facts.push_back(line.fact);
    Fact nowhere{.name = QStringLiteral("a path that cannot exist"), .got = looks.nowhere.got};
    const auto unseen = std::ranges::find_if(lines, [](const EndpointLine &line) { return !line.fact.outcome; });
    const QString catchAll = catchAllWords(looks);
    if (unseen != lines.end()) {
        verdict.evidence.facts.push_back(nowhere);
        verdict.outcome = Outcome::Error;
        verdict.words = unseen->words;
        return verdict;
    }
    if (!catchAll.isEmpty()) {
        nowhere.expected = QStringLiteral("404");
        nowhere.outcome = Outcome::Fail;
        verdict.evidence.facts.push_back(nowhere);
        verdict.outcome = Outcome::Fail;
        verdict.words = catchAll;
        return verdict;
    }
    lines.push_back(benchLine(bench, benchWords));
    verdict.evidence.facts.push_back(nowhere);
    verdict.evidence.facts.push_back(lines.back().fact);
    verdict.outcome = worstOf(verdict.evidence.facts);
    QStringList told; // what is bad alone, where anything is
    for (const EndpointLine &line : lines)
        if (line.fact.outcome == verdict.outcome)
            told << line.words;
    verdict.words = told.join(QStringLiteral("; "));
    return verdict;
}

} // namespace hubwatch
