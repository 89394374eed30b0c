#include "ui/sources/account_edit.h"

#include "base/duration_text.h"
#include "vault/credential_ref.h"

#include <QCoreApplication>
#include <algorithm>

namespace hubwatch::ui {

namespace {

QString accountEditWord(const char *text)
{
    return QCoreApplication::translate("edit", text);
}

QString subjectOf(const QString &name)
{
    return QStringLiteral("hubspot:") + name;
}

bool isBurst(const QString &text)
{
    const QStringList parts = text.split(u'/');
    return parts.size() == 2 && parts[0].toInt() > 0
        && parseDuration(parts[1]).value_or(Duration::zero()) > Duration::zero();
}

bool isLoopback(const QString &host)
{
    return host == u"localhost" || host == u"127.0.0.1" || host == u"::1";
}

void checkApi(QStringList &problems, const AccountConfig &account)
{
    const QString host = account.api.host();
    if (!account.api.isValid() || host.isEmpty())
        problems << accountEditWord("The API host should be a whole address, such as https://api.hubapi.com");
    else if (account.api.scheme() != u"https" && !isLoopback(host))
        problems << accountEditWord("The API host must be https: the token would travel in plain text.");
    else if (!host.endsWith(u".hubapi.com") && !isLoopback(host) && !account.trustedHosts.contains(host))
        problems << accountEditWord(
                        "The token would be sent to %1, which is not HubSpot's: name it under trusted_hosts "
                        "in the workspace first.")
                        .arg(host);
}

} // namespace

QStringList accountProblems(const Workspace &workspace, const QString &previousName, const AccountConfig &account)
{
    QStringList problems;
    const bool taken
        = std::ranges::find(workspace.accounts, account.name, &AccountConfig::name) != workspace.accounts.end();
    if (account.name.isEmpty())
        problems << accountEditWord("The account needs a name.");
    else if (account.name != previousName && taken)
        problems << accountEditWord("Another account is named “%1” already.").arg(account.name);
    const std::optional<CredentialRef> reference = parseCredentialRef(account.credential);
    if (!account.credential.isEmpty() && !reference)
        problems << accountEditWord("“%1” is not a reference to a secret.").arg(account.credential);
    if (reference && reference->source == CredentialRef::Source::Dotenv
        && account.kind == AccountConfig::Kind::Production)
        problems << accountEditWord("A .env file is refused for production: choose the keychain or a secret manager.");
    checkApi(problems, account);
    if (!isBurst(account.burst))
        problems << accountEditWord("The burst should be calls and a time, such as 80/10s.");
    return problems;
}

Workspace withAccount(Workspace workspace, const QString &previousName, const AccountConfig &account)
{
    const auto found = std::ranges::find(workspace.accounts, previousName, &AccountConfig::name);
    if (found == workspace.accounts.end()) {
        workspace.accounts.push_back(account);
        return workspace;
    }
    *found = account;
    for (ServiceConfig &service : workspace.services) {
        if (service.account == previousName)
            service.account = account.name;
    }
    for (Rule &rule : workspace.rules)
        std::ranges::replace(rule.services, subjectOf(previousName), subjectOf(account.name));
    return workspace;
}

Workspace withoutAccount(Workspace workspace, const QString &name)
{
    std::erase_if(workspace.accounts, [&](const AccountConfig &account) { return account.name == name; });
    for (ServiceConfig &service : workspace.services) {
        if (service.account == name)
            service.account.clear();
    }
    const QString subject = subjectOf(name);
    std::erase_if(workspace.rules,
                  [&](const Rule &rule) { return rule.services.size() == 1 && rule.services.front() == subject; });
    for (Rule &rule : workspace.rules)
        rule.services.removeAll(subject);
    return workspace;
}

Workspace withRegion(Workspace workspace, const QString &name, const QString &hublet)
{
    const auto found = std::ranges::find(workspace.accounts, name, &AccountConfig::name);
    if (found != workspace.accounts.end())
        found->api = QUrl(QStringLiteral("https://api-%1.hubapi.com").arg(hublet));
    return workspace;
}

} // namespace hubwatch::ui
