#include "app/accounts/credential_list.h"

#include "vault/credential_ref.h"

#include <algorithm>

namespace hubwatch {

namespace {

CredentialState &entryOf(std::vector<CredentialState> &list, const QString &reference, const CredentialBook &book)
{
    const auto same = [&](const CredentialState &state) { return state.record.reference == reference; };
    if (const auto found = std::ranges::find_if(list, same); found != list.end())
        return *found;
    CredentialState state{.record = {.reference = reference}};
    if (const CredentialRecord *known = book.find(reference))
        state.record = *known;
    const std::optional<CredentialRef> ref = parseCredentialRef(reference);
    state.plaintext = ref && ref->source == CredentialRef::Source::Dotenv;
    list.push_back(std::move(state));
    return list.back();
}

} // namespace

std::vector<CredentialState> credentialList(const Workspace &workspace, const CredentialBook &book,
                                            const std::vector<AccountState> &accounts)
{
    std::vector<CredentialState> list;
    const auto use = [&](const QString &reference, const QString &user) {
        if (!reference.isEmpty())
            entryOf(list, reference, book).usedBy << user;
    };
    for (const AccountConfig &account : workspace.accounts)
        use(account.credential, QStringLiteral("account %1").arg(account.name));
    for (const ServiceConfig &service : workspace.services)
        use(service.credential, QStringLiteral("service %1").arg(service.name));
    for (const Route &route : workspace.routes)
        use(route.key, QStringLiteral("route %1").arg(route.name));
    for (const CredentialRecord &record : book.records)
        entryOf(list, record.reference, book);
    for (const AccountState &account : accounts) {
        if (account.config.credential.isEmpty())
            continue;
        CredentialState &entry = entryOf(list, account.config.credential, book);
        entry.state = account.token;
        entry.words = account.tokenWords;
        entry.readAt = account.verifiedAt;
    }
    return list;
}

} // namespace hubwatch
