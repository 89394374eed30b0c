#include "hubspot/account_facts.h"

#include "hubspot/json_fields.h"

#include <QJsonArray>

namespace hubwatch {

namespace {

/// The acting user comes as a mail address, as a number, or as an object with both.
QString actingUser(const QJsonObject &event)
{
    const QJsonValue user = event[QStringLiteral("actingUser")];
    if (user.isObject()) {
        const QString mail = textField(user[QStringLiteral("userEmail")]);
        return mail.isEmpty() ? textField(user[QStringLiteral("userId")]) : mail;
    }
    const QString text = textField(user);
    return text.isEmpty() ? textField(event[QStringLiteral("userId")]) : text;
}

SecurityEvent securityEvent(const QJsonObject &event)
{
    return {.type = textField(event[QStringLiteral("type")]),
            .at = instantField(event[QStringLiteral("createdAt")]).value_or(TimePoint()),
            .user = actingUser(event),
            .ip = textField(event[QStringLiteral("ipAddress")]),
            .location = textField(event[QStringLiteral("location")]),
            .object = textField(event[QStringLiteral("objectId")])};
}

} // namespace

Result<SecurityPage> parseSecurityEvents(const QByteArray &json)
{
    const auto root = jsonObject(json, "security activity");
    if (!root)
        return tl::unexpected(root.error());
    const QJsonValue results = (*root)[QStringLiteral("results")];
    if (!results.isArray())
        return fail(
            Error::Kind::Malformed,
            QStringLiteral("security activity: results: expected an array, found %1").arg(jsonTypeName(results)));
    SecurityPage page{.after
                      = textField((*root)[QStringLiteral("paging")][QStringLiteral("next")][QStringLiteral("after")])};
    for (const QJsonValue &event : results.toArray())
        page.events.push_back(securityEvent(event.toObject()));
    return page;
}

} // namespace hubwatch
