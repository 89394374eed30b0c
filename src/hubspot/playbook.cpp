#include "hubspot/playbook.h"

#include "base/duration_text.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace hubwatch {

namespace {

using PlaybookCause = ApiError::Cause;

/// At least so many of one status, and three quarters of them in one place, are a matter of that place.
constexpr double fewest = 3;

double causeCount(const PlaybookFacts &facts, PlaybookCause cause)
{
    const auto found = facts.causes.find(cause);
    return found == facts.causes.end() ? 0 : found->second;
}

/// "only contacts-sync contacts.search, of 7 endpoints"
QString placeOf(const PlaybookFacts::Count &count, const PlaybookFacts &facts)
{
    if (count.now < fewest || facts.endpoints < 2)
        return {};
    if (count.endpoints.size() == 1)
        return QStringLiteral("only %1, of %2 endpoints").arg(count.endpoints.first()).arg(facts.endpoints);
    if (count.endpoints.size() >= facts.endpoints)
        return QStringLiteral("all %1 endpoints").arg(facts.endpoints);
    if (count.services.size() == 1)
        return QStringLiteral("only %1").arg(count.services.first());
    return {};
}

QString sentenceOf(const QStringList &parts)
{
    QString sentence = parts.join(QStringLiteral("; "));
    if (!sentence.isEmpty())
        sentence[0] = sentence[0].toUpper();
    return sentence;
}

void addTrend(QStringList &parts, const PlaybookFacts::Count &count)
{
    if (count.now < fewest)
        return;
    if (count.before <= 0)
        parts << QStringLiteral("none before");
    else if (count.now >= 2 * count.before)
        parts << QStringLiteral("%1 times as many as before").arg(std::round(10 * count.now / count.before) / 10);
}

void addFaults(QStringList &parts, const PlaybookFacts::Count &count, const PlaybookFacts &facts)
{
    const bool onePlace = count.endpoints.size() == 1 && facts.endpoints > 1;
    if (!facts.hubspotGood)
        parts << QStringLiteral("HubSpot is not known to be well: look at its status page, and wait it out");
    else if (onePlace && !facts.deploy.isEmpty())
        parts << QStringLiteral("HubSpot is good and one endpoint fails since a deploy: suspect the payload");
    else if (onePlace)
        parts << QStringLiteral("HubSpot is good and one endpoint fails: suspect what it sends");
    else
        parts << QStringLiteral("HubSpot's status page shows nothing: its support wants correlation ids");
}

void addRefusals(QStringList &parts, const PlaybookFacts::Count &count, const PlaybookFacts &facts)
{
    if (causeCount(facts, PlaybookCause::TokenExpired) > 0)
        parts << QStringLiteral("the token had expired");
    if (causeCount(facts, PlaybookCause::TokenInvalid) > 0)
        parts << QStringLiteral("the token was revoked, rotated or mistyped");
    if (facts.tokenGood && count.now > 0)
        parts << QStringLiteral("the token that Hubwatch uses is good: the service holds another one, or an old one");
}

void addLimits(QStringList &parts, const PlaybookFacts::Count &count, const PlaybookFacts &facts)
{
    const bool searches = !count.endpoints.isEmpty() && std::ranges::all_of(count.endpoints, [](const QString &name) {
        return name.endsWith(u"search", Qt::CaseInsensitive);
    });
    if (causeCount(facts, PlaybookCause::RateDaily) > 0)
        parts << QStringLiteral("the daily limit is used up: retrying does not help, the portal's midnight does");
    if (causeCount(facts, PlaybookCause::RateTenSecondly) > 0)
        parts << QStringLiteral("the ten-second limit: spread the calls");
    if (causeCount(facts, PlaybookCause::RateSecondly) > 0 || searches)
        parts << QStringLiteral("searches alone allow 5/s per account");
    if (causeCount(facts, PlaybookCause::ImportLimit) > 0)
        parts << QStringLiteral("an import is too large: waiting does not help");
    if (facts.retryAfter)
        parts << QStringLiteral("HubSpot asked to wait %1").arg(durationText(*facts.retryAfter));
}

} // namespace

std::span<const PlaybookEntry> playbook()
{
    const auto text = [](const char *words) { return QString::fromLatin1(words); };
    static const std::vector<PlaybookEntry> entries{
        {text("400"), text("400"), text("The request's form or a value is invalid"),
         text("Validate before sending, and log what was sent; a repeat fails alike"), text("integration")},
        {text("401"), text("401"), text("The token is invalid or expired"),
         text("Get the current token and repeat once; a token that is refused twice is replaced"), text("integration")},
        {text("403"), text("403"), text("A scope or a permission is missing"),
         text("Add the scope that HubSpot names, and tell whoever owns the app"), text("portal admin")},
        {text("404"), text("404"), text("There is no record or path of that id"),
         text("Check whether it was deleted or the id is wrong"), text("integration")},
        {text("409"), text("409"), text("The data is there already"),
         text("Get the record that exists and update it, or upsert"), text("integration")},
        {text("429"), text("429"), text("Rate limit reached"), text("Wait for Retry-After, then retry"),
         text("integration")},
        {text("500 / 502 / 503"), text("5xx"), text("A temporary fault on the HubSpot side, as a rule"),
         text("Retry with exponential backoff"), text("HubSpot")},
    };
    return entries;
}

QString playbookHere(const PlaybookEntry &entry, const PlaybookFacts &facts)
{
    const auto found = facts.counts.find(entry.counted);
    if (found == facts.counts.end() || found->second.now <= 0)
        return {};
    const PlaybookFacts::Count &count = found->second;
    QStringList parts;
    if (entry.counted == u"5xx")
        addFaults(parts, count, facts);
    if (entry.counted == u"401")
        addRefusals(parts, count, facts);
    if (entry.counted == u"403" && !facts.scopes.isEmpty())
        parts << QStringLiteral("HubSpot asks for %1").arg(facts.scopes.join(QStringLiteral(", ")));
    if (entry.counted == u"429")
        addLimits(parts, count, facts);
    if (const QString place = placeOf(count, facts); !place.isEmpty())
        parts << place;
    addTrend(parts, count);
    // A deploy explains what is new, whatever its status; limits and tokens have reasons of their own.
    const bool isNew = count.now >= fewest && count.now >= 2 * count.before;
    if (!facts.deploy.isEmpty() && isNew && entry.counted != u"429")
        parts << facts.deploy;
    return sentenceOf(parts);
}

} // namespace hubwatch
