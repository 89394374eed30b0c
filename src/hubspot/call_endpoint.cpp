#include "hubspot/call_endpoint.h"

#include "hubspot/token_text.h"

#include <QRegularExpression>
#include <QStringList>
#include <algorithm>
#include <array>

namespace hubwatch {

namespace {

// Whatever is not here is an id, a name or a version.
constexpr std::array pathWords{"account-info",
                               "activity",
                               "add",
                               "add-and-remove",
                               "api-usage",
                               "api",
                               "app-webhooks",
                               "appinstalls",
                               "archive",
                               "associations",
                               "associate",
                               "async",
                               "audit-logs",
                               "batch",
                               "cancel",
                               "create",
                               "crm",
                               "custom-objects",
                               "custom-properties",
                               "daily",
                               "default",
                               "details",
                               "disassociate",
                               "errors",
                               "export",
                               "exports",
                               "external-install",
                               "gdpr-delete",
                               "groups",
                               "imports",
                               "introspect",
                               "journal",
                               "labels",
                               "limits",
                               "lists",
                               "login",
                               "memberships",
                               "merge",
                               "oauth",
                               "access-token-info",
                               "access-tokens",
                               "refresh-tokens",
                               "objects",
                               "owners",
                               "pipelines",
                               "private-apps",
                               "properties",
                               "read",
                               "records",
                               "remove",
                               "revoke",
                               "schemas",
                               "search",
                               "security",
                               "settings",
                               "stages",
                               "status",
                               "subscriptions",
                               "summary.json",
                               "tasks",
                               "token",
                               "update",
                               "upsert",
                               "webhooks",
                               "webhooks-journal",
                               "get"};

QString camelCase(QString word)
{
    word.remove(QStringLiteral(".json"));
    for (qsizetype at = word.indexOf(u'-'); at >= 0; at = word.indexOf(u'-')) {
        word.remove(at, 1);
        if (at < word.size())
            word[at] = word[at].toUpper();
    }
    return word;
}

} // namespace

QString endpointLabel(const QString &path)
{
    QStringList words;
    for (const QString &part : path.split(u'/', Qt::SkipEmptyParts)) {
        const auto isPart = [&](const char *known) { return part == QLatin1StringView(known); };
        if (std::ranges::any_of(pathWords, isPart))
            words << camelCase(part);
    }
    return words.isEmpty() ? QStringLiteral("other") : words.join(u'.');
}

QString shownPath(const QString &path)
{
    static const QRegularExpression mail(QStringLiteral("[^/@\\s]+(@|%40)[^/\\s]+"));
    static const QRegularExpression token(QStringLiteral("(/(access|refresh)-tokens/)[^/]+"));
    QString shown = path.section(u'?', 0, 0);
    shown.replace(mail, QStringLiteral("{mail}"));
    shown.replace(token, QStringLiteral("\\1{token}"));
    return withoutTokens(shown);
}

} // namespace hubwatch
