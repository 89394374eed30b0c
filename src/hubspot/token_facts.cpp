#include "hubspot/token_facts.h"

#include <QRegularExpression>
#include <algorithm>

namespace hubwatch {

namespace {

/// "crm.objects.contacts.read". Tickets have one scope for both, custom objects one for all of them.
QString objectScope(const QString &type, const char *access)
{
    if (type == u"tickets" || type == u"0-5")
        return QStringLiteral("tickets");
    static const QStringList known{QStringLiteral("contacts"), QStringLiteral("companies"), QStringLiteral("deals"),
                                   QStringLiteral("products"), QStringLiteral("line_items")};
    static const QStringList ids{QStringLiteral("0-1"), QStringLiteral("0-2"), QStringLiteral("0-3"),
                                 QStringLiteral("0-7"), QStringLiteral("0-8")};
    const qsizetype index = std::max(known.indexOf(type), ids.indexOf(type));
    return QStringLiteral("crm.objects.%1.%2")
        .arg(index < 0 ? QStringLiteral("custom") : known[index], QLatin1StringView(access));
}

} // namespace

QString bindingComplaint(const TokenFacts &facts, std::int64_t expectedPortal, std::int64_t boundPortal)
{
    if (facts.portal == 0)
        return {};
    if (expectedPortal != 0 && facts.portal != expectedPortal)
        return QStringLiteral(
                   "This credential belongs to portal %1, and the workspace says that the account is portal "
                   "%2. It is not used. Store the credential of portal %2, or correct portal in the workspace.")
            .arg(facts.portal)
            .arg(expectedPortal);
    if (boundPortal != 0 && facts.portal != boundPortal)
        return QStringLiteral(
                   "This credential belongs to portal %1, and the one stored before under this name belongs to "
                   "portal %2. It is not used. Store it under another name, or remove the old one first.")
            .arg(facts.portal)
            .arg(boundPortal);
    return {};
}

QString regionOfToken(const Secret &token)
{
    static const QRegularExpression shape(QStringLiteral("^(?:pat-)?([a-z]{2}[0-9]{1,3})-"));
    // No more than the prefix is copied out of the secret.
    const QByteArrayView start = token.reveal().first(std::min<qsizetype>(token.size(), 12));
    return shape.match(QString::fromLatin1(start)).captured(1);
}

QStringList scopesNeeded(const ApiFeatures &features)
{
    QStringList scopes;
    if (features.securityActivity)
        scopes += QStringLiteral("account-info.security.read");
    for (const QString &type : features.readTypes + features.writeTypes)
        scopes += objectScope(type, "read");
    for (const QString &type : features.writeTypes)
        scopes += objectScope(type, "write");
    scopes.removeDuplicates();
    scopes.sort();
    return scopes;
}

QStringList scopesMissing(const QStringList &needed, const QStringList &granted)
{
    QStringList missing;
    for (const QString &scope : needed)
        if (!granted.contains(scope))
            missing += scope;
    return missing;
}

} // namespace hubwatch
