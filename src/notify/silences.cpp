#include "notify/silences.h"

#include "net/http.h"
#include "notify/alertmanager.h"
#include "notify/courier_answer.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr Duration askAgain = 30s;
constexpr Duration longestStanding = 5min;

std::optional<TimePoint> silenceTime(const QJsonValue &value)
{
    const QDateTime at = QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
    return at.isValid() ? std::optional(TimePoint(Duration(at.toMSecsSinceEpoch()))) : std::nullopt;
}

Matcher silenceMatcher(const QJsonObject &json)
{
    const bool equal = json.value("isEqual"_L1).toBool(true); // absent before Alertmanager 0.22
    Matcher matcher{.label = json.value("name"_L1).toString(), .value = json.value("value"_L1).toString()};
    if (json.value("isRegex"_L1).toBool())
        matcher.op = equal ? Matcher::Op::Matches : Matcher::Op::NotMatches;
    else
        matcher.op = equal ? Matcher::Op::Equal : Matcher::Op::NotEqual;
    return matcher;
}

tl::unexpected<Error> notSilences(qsizetype at, const char *expected)
{
    return fail(Error::Kind::Malformed,
                QStringLiteral("silence %1: expected %2").arg(at + 1).arg(QLatin1StringView(expected)));
}

} // namespace

/// One Alertmanager and what it said last.
struct Silences::Watched {
    Route route = {};
    std::vector<Silence> said = {};
    Duration saidAt = {}; ///< by uptime
    bool heard = false;
    QString fault = {};
    CallScope calls = {}; ///< of the poll under way and the next one
};

Result<std::vector<Silence>> silencesOf(const QByteArray &json, const QString &route)
{
    QJsonParseError parsed;
    const QJsonDocument document = QJsonDocument::fromJson(json, &parsed);
    if (!document.isArray())
        return fail(Error::Kind::Malformed,
                    parsed.error == QJsonParseError::NoError
                        ? QStringLiteral("silences: expected a list")
                        : QStringLiteral("silences: byte %1: %2").arg(parsed.offset).arg(parsed.errorString()));
    std::vector<Silence> silences;
    const QJsonArray all = document.array();
    for (qsizetype i = 0; i < all.size(); ++i) {
        const QJsonObject one = all[i].toObject();
        const QString state = one.value("status"_L1).toObject().value("state"_L1).toString();
        if (state == "expired"_L1)
            continue;
        if (state != "active"_L1 && state != "pending"_L1)
            return notSilences(i, "a state active, pending or expired");
        const auto starts = silenceTime(one.value("startsAt"_L1));
        const auto ends = silenceTime(one.value("endsAt"_L1));
        if (!starts || !ends)
            return notSilences(i, "startsAt and endsAt as instants");
        const QJsonArray matchers = one.value("matchers"_L1).toArray();
        if (matchers.isEmpty()) // it would match everything
            return notSilences(i, "at least one matcher");
        Silence silence{.route = route,
                        .id = one.value("id"_L1).toString(),
                        .startsAt = *starts,
                        .endsAt = *ends,
                        .author = one.value("createdBy"_L1).toString(),
                        .comment = one.value("comment"_L1).toString(),
                        .active = state == "active"_L1};
        for (const QJsonValue &matcher : matchers) {
            silence.matchers.push_back(silenceMatcher(matcher.toObject()));
            if (silence.matchers.back().label.isEmpty())
                return notSilences(i, "a name in each matcher");
        }
        silences.push_back(std::move(silence));
    }
    return silences;
}

Silences::Silences(HttpClient &wire, CredentialReader &secrets, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_wire(wire)
    , m_secrets(secrets)
    , m_clock(clock)
{ }

void Silences::setRoutes(const std::vector<Route> &routes)
{
    std::map<QString, std::shared_ptr<Watched>> watched;
    std::vector<QString> fresh;
    for (const Route &route : routes) {
        if (route.kind != Route::Kind::Alertmanager)
            continue;
        const auto known = m_watched.find(route.name);
        if (known != m_watched.end() && known->second->route == route) {
            watched[route.name] = known->second;
            continue;
        }
        watched[route.name] = std::make_shared<Watched>();
        watched[route.name]->route = route;
        fresh.push_back(route.name);
    }
    const bool fewer = watched.size() != m_watched.size() + fresh.size();
    for (const auto &[name, gone] : m_watched)
        if (const auto kept = watched.find(name); kept == watched.end() || kept->second != gone)
            gone->calls.cancelAll();
    m_watched = std::move(watched);
    for (const QString &route : fresh)
        poll(route);
    if (fewer || !fresh.empty())
        emit changed();
}

void Silences::pollNow()
{
    for (const auto &[name, watched] : m_watched)
        poll(name);
}

void Silences::poll(const QString &route)
{
    const std::shared_ptr<Watched> watched = m_watched.at(route);
    watched->calls.cancelAll();
    m_clock.after(askAgain, watched->calls.context(), [this, route] { poll(route); });
    const Route &asked = watched->route;
    if (asked.key.isEmpty())
        return ask(watched, Secret());
    const std::optional<CredentialRef> ref = parseCredentialRef(asked.key);
    if (!ref || !mayCarryKey(asked.url)) {
        const Error unusable{.kind = Error::Kind::Rejected,
                             .detail = QStringLiteral("the key of route %1 is no reference, or its url is not https; "
                                                      "mend it in the workspace")
                                           .arg(route)};
        m_clock.after(0ms, watched->calls.context(),
                      [this, watched, unusable] { heard(watched, tl::unexpected(unusable)); });
        return;
    }
    m_secrets.read(*ref, watched->calls.context(), [this, watched](const Result<Secret> &key) {
        if (!key)
            return heard(watched, tl::unexpected(key.error()));
        ask(watched, *key);
    });
}

void Silences::ask(const std::shared_ptr<Watched> &watched, const Secret &key)
{
    HttpRequest request{.url = alertmanagerUrl(watched->route.url, QStringLiteral("/api/v2/silences")),
                        .headers = {{"Accept", "application/json"}},
                        .confidential = true};
    if (!key.isEmpty())
        request.headers.push_back(keyHeader(key));
    const AskedParty party{
        .name = QStringLiteral("Alertmanager"), .host = shownHost(request.url), .key = watched->route.key};
    m_wire.send(std::move(request), watched->calls.context(),
                [this, watched, party, key](const Result<HttpResponse> &result) {
                    if (result)
                        return heard(watched, silencesOf(result->body, watched->route.name));
                    const Delivery failed = failedDelivery(result.error(), party, m_clock.now());
                    heard(watched, fail(result.error().kind, withoutSecret(failed.words, key)));
                });
}

void Silences::heard(const std::shared_ptr<Watched> &watched, const Result<std::vector<Silence>> &silences)
{
    const std::vector<Silence> before = watched->said;
    const QString faultBefore = watched->fault;
    watched->fault = silences ? QString() : silences.error().detail;
    if (silences) {
        watched->said = *silences;
        watched->saidAt = m_clock.uptime();
        watched->heard = true;
    } else if (watched->heard && m_clock.uptime() - watched->saidAt > longestStanding) {
        watched->said.clear();
    }
    if (watched->said != before || watched->fault != faultBefore)
        emit changed();
}

std::vector<Silence> Silences::silences() const
{
    std::vector<Silence> all;
    for (const auto &[name, watched] : m_watched)
        if (watched->heard && m_clock.uptime() - watched->saidAt <= longestStanding)
            all.insert(all.end(), watched->said.begin(), watched->said.end());
    return all;
}

QString Silences::fault(const QString &route) const
{
    const auto watched = m_watched.find(route);
    return watched == m_watched.end() ? QString() : watched->second->fault;
}

} // namespace hubwatch
