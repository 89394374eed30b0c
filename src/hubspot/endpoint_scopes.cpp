#include "hubspot/endpoint_scopes.h"

#include "hubspot/endpoint_words.h"

#include <algorithm>

namespace hubwatch {

namespace {

using namespace Qt::StringLiterals;
using Reading = EndpointScopes::Reading;

EndpointScopes knownNeeds(std::vector<QStringList> needs)
{
    return {.reading = Reading::Known, .needs = std::move(needs)};
}

EndpointScopes ambiguous(QStringList may)
{
    return {.reading = Reading::Ambiguous, .may = std::move(may)};
}

EndpointScopes byAccess(const EndpointWords &said, const QStringList &read, const QStringList &write)
{
    if (!said.reads && !said.writes)
        return ambiguous(read + write);
    std::vector<QStringList> needs;
    if (said.reads)
        needs.push_back(read);
    if (said.writes)
        needs.push_back(write);
    return knownNeeds(std::move(needs));
}

bool isActivity(const QString &type)
{
    static const QStringList activities{u"notes"_s, u"calls"_s, u"meetings"_s, u"tasks"_s};
    return activities.contains(type);
}

/// "crm.objects.contacts.read" and what HubSpot takes instead.
QStringList objectScopes(const QString &type, const QString &access)
{
    if (type == "tickets"_L1)
        return {u"tickets"_s}; // one for both
    QStringList scopes{u"crm.objects.%1.%2"_s.arg(type, access)};
    if (type == "products"_L1 || type == "line_items"_L1)
        scopes += u"e-commerce"_s;
    if (isActivity(type)) // they come with the contacts they belong to
        scopes.prepend(u"crm.objects.contacts.%1"_s.arg(access));
    return scopes;
}

/// Property definitions and pipelines are read by who may read or write the objects, and by who may read schemas.
QStringList schemaReadScopes(const QString &type)
{
    if (type == "tickets"_L1)
        return {u"tickets"_s};
    return objectScopes(type, u"read"_s) + QStringList{u"crm.schemas.%1.read"_s.arg(type)}
    + objectScopes(type, u"write"_s);
}

QStringList schemaWriteScopes(const QString &type)
{
    return type == "tickets"_L1 ? QStringList{u"tickets"_s} : QStringList{u"crm.schemas.%1.write"_s.arg(type)};
}

EndpointScopes ofDefinitions(const EndpointWords &said)
{
    if (said.types.size() != 1)
        return ambiguous({u"crm.schemas.*.read"_s, u"crm.objects.*.read"_s, u"crm.schemas.*.write"_s, u"tickets"_s});
    return byAccess(said, schemaReadScopes(said.types[0]), schemaWriteScopes(said.types[0]));
}

EndpointScopes ofPipelines(const EndpointWords &said)
{
    if (said.types.size() != 1)
        return ambiguous({u"crm.objects.*.read"_s, u"crm.schemas.*.write"_s, u"tickets"_s});
    const QString &type = said.types[0];
    return byAccess(said, schemaReadScopes(type), schemaWriteScopes(type) + objectScopes(type, u"write"_s));
}

EndpointScopes ofAssociations(const EndpointWords &said)
{
    if (said.types.empty() || (!said.reads && !said.writes))
        return ambiguous({u"crm.objects.*.read"_s, u"crm.objects.*.write"_s, u"tickets"_s, u"e-commerce"_s});
    std::vector<QStringList> needs;
    for (const QString &type : said.types)
        needs.push_back(said.writes ? objectScopes(type, u"write"_s)
                                    : objectScopes(type, u"read"_s) + objectScopes(type, u"write"_s));
    return knownNeeds(std::move(needs));
}

EndpointScopes ofObjects(const EndpointWords &said)
{
    if (said.types.empty())
        return ambiguous(QStringList{u"tickets"_s, u"e-commerce"_s}
                         + (said.reads || !said.writes ? QStringList{u"crm.objects.*.read"_s} : QStringList())
                         + (said.writes || !said.reads ? QStringList{u"crm.objects.*.write"_s} : QStringList()));
    EndpointScopes all{.reading = Reading::Known};
    for (const QString &type : said.types) {
        const EndpointScopes one = byAccess(said, objectScopes(type, u"read"_s), objectScopes(type, u"write"_s));
        all.reading = one.reading;
        all.may += one.may;
        all.needs.insert(all.needs.end(), one.needs.begin(), one.needs.end());
    }
    return all;
}

struct ScopeFamily {
    QLatin1StringView word;
    QStringList read;
    QStringList write;
};

/// What has scopes of its own, whatever objects are named beside it.
const std::vector<ScopeFamily> &families()
{
    static const std::vector<ScopeFamily> all{
        {"owner"_L1, {u"crm.objects.owners.read"_s, u"automation"_s}, {}},
        {"lists"_L1, {u"crm.lists.read"_s}, {u"crm.lists.write"_s}},
        {"membership"_L1, {u"crm.lists.read"_s}, {u"crm.lists.write"_s}},
        {"import"_L1, {u"crm.import"_s}, {u"crm.import"_s}},
        {"export"_L1, {u"crm.export"_s}, {u"crm.export"_s}},
        {"form"_L1, {u"forms"_s}, {u"forms"_s}},
        {"file"_L1, {u"files.ui_hidden.read"_s, u"files"_s}, {u"files"_s}},
        {"filemanager"_L1, {u"files"_s}, {u"files"_s}},
        {"workflow"_L1, {u"automation"_s}, {u"automation"_s}},
        {"automation"_L1, {u"automation"_s}, {u"automation"_s}},
        {"timeline"_L1, {u"timeline"_s}, {u"timeline"_s}},
        {"conversation"_L1, {u"conversations.read"_s}, {u"conversations.write"_s}},
        {"hubdb"_L1, {u"hubdb"_s}, {u"hubdb"_s}},
        {"transactional"_L1, {u"transactional-email"_s}, {u"transactional-email"_s}},
        {"user"_L1,
         {u"crm.objects.users.read"_s, u"settings.users.read"_s},
         {u"crm.objects.users.write"_s, u"settings.users.write"_s}},
    };
    return all;
}

EndpointScopes ofFamily(const EndpointWords &said, const ScopeFamily &family)
{
    if (family.read == family.write || family.write.isEmpty())
        return knownNeeds({family.read});
    return byAccess(said, family.read, family.write);
}

/// Calls that every token may make, and those about the account.
std::optional<EndpointScopes> ofAccount(const EndpointWords &said)
{
    if (said.has("oauth"_L1))
        return knownNeeds({});
    if (!said.has("account_info"_L1))
        return std::nullopt;
    const bool audit = said.has("security"_L1) || said.has("audit"_L1) || said.has("login"_L1);
    return knownNeeds(audit ? std::vector<QStringList>{{u"account-info.security.read"_s}} : std::vector<QStringList>{});
}

} // namespace

EndpointScopes endpointScopes(const QString &endpoint)
{
    const EndpointWords said = endpointWords(endpoint);
    if (const auto account = ofAccount(said))
        return *account;
    if (said.has("property"_L1))
        return ofDefinitions(said);
    if (said.has("pipeline"_L1))
        return ofPipelines(said);
    if (said.has("schema"_L1))
        return byAccess(said, schemaReadScopes(u"custom"_s), schemaWriteScopes(u"custom"_s));
    if (said.has("association"_L1))
        return ofAssociations(said);
    for (const ScopeFamily &family : families())
        if (said.has(family.word))
            return ofFamily(said, family);
    if (!said.types.empty() || (said.has("crm"_L1) && said.has("object"_L1)))
        return ofObjects(said);
    return {};
}

bool scopeMatches(QStringView pattern, QStringView scope)
{
    const auto wanted = pattern.split(u'.');
    const auto words = scope.split(u'.');
    return std::ranges::equal(wanted, words, [](QStringView a, QStringView b) { return a == u"*" || a == b; });
}

QString scopeDanger(const QString &scope)
{
    static const QStringList writers{u"tickets"_s,  u"e-commerce"_s, u"forms"_s,  u"content"_s,    u"hubdb"_s,
                                     u"timeline"_s, u"crm.import"_s, u"social"_s, u"accounting"_s, u"actions"_s};
    if (scope.contains("delete"_L1))
        return u"deletes"_s;
    if (scope.startsWith("crm.schemas."_L1) && scope.contains(".write"_L1))
        return u"changes definitions"_s;
    if (scope.startsWith("settings."_L1) || scope == "external-settings-access"_L1)
        return u"reaches settings"_s;
    if (scope == "automation"_L1)
        return u"changes workflows"_s;
    if (scope == "files"_L1)
        return u"writes and deletes files"_s;
    if (scope == "transactional-email"_L1)
        return u"sends mail"_s;
    const bool writes = scope.contains(".write"_L1) || scope.contains("read_write"_L1) || scope.endsWith(".send"_L1)
        || scope.endsWith(".create"_L1) || writers.contains(scope) || scope.startsWith("tickets."_L1);
    return writes ? u"writes"_s : QString();
}

} // namespace hubwatch
