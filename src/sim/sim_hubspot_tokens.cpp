#include "sim/sim_hubspot_tokens.h"

#include "sim/chance.h"

#include <algorithm>

namespace hubwatch {

namespace {

constexpr std::int64_t firstApp = 310'001;

} // namespace

QStringList allSimScopes()
{
    QStringList scopes{QStringLiteral("oauth"), QStringLiteral("account-info.security.read"),
                       QStringLiteral("crm.schemas.contacts.read")};
    for (const char *type : {"contacts", "companies", "deals", "custom"}) {
        scopes += QStringLiteral("crm.objects.%1.read").arg(QLatin1StringView(type));
        scopes += QStringLiteral("crm.objects.%1.write").arg(QLatin1StringView(type));
    }
    scopes += QStringLiteral("tickets");
    scopes += QStringLiteral("e-commerce");
    return scopes;
}

SimTokens::SimTokens(std::uint64_t seed, std::int64_t portal)
    : m_seed(seed)
{
    add({.name = QStringLiteral("sync"), .portal = portal, .scopes = allSimScopes()});
    add({.kind = SimToken::Kind::ServiceKey,
         .name = QStringLiteral("reporting"),
         .portal = portal,
         .scopes = allSimScopes()});
    add({.name = QStringLiteral("narrow"),
         .portal = portal,
         .scopes = {QStringLiteral("oauth"), QStringLiteral("crm.objects.companies.read")}});
    add({.name = QStringLiteral("elsewhere"),
         .portal = portal + 1,
         .hublet = QStringLiteral("eu1"),
         .scopes = allSimScopes()});
}

QString SimTokens::freshDigits()
{
    const std::uint64_t number = mixed(m_seed * 1'000'003 + ++m_serial);
    return QString::number(number & 0xffff'ffff'ffff, 16).rightJustified(12, u'0');
}

QString SimTokens::madeUp(const QString &hublet)
{
    return QStringLiteral("pat-%1-face0000-5eed-4000-8000-%2").arg(hublet, freshDigits());
}

const SimToken *SimTokens::find(const QString &token) const
{
    const auto at = std::ranges::find(m_tokens, token, &SimToken::token);
    return at == m_tokens.end() ? nullptr : &*at;
}

SimToken *SimTokens::found(const QString &token)
{
    const auto at = std::ranges::find(m_tokens, token, &SimToken::token);
    return at == m_tokens.end() ? nullptr : &*at;
}

QString SimTokens::add(SimToken token)
{
    if (token.token.isEmpty())
        token.token = madeUp(token.hublet);
    if (token.app == 0)
        token.app = firstApp + std::int64_t(m_tokens.size());
    if (token.name.isEmpty())
        token.name = QStringLiteral("app-%1").arg(token.app);
    std::erase_if(m_tokens, [&token](const SimToken &known) { return known.token == token.token; });
    m_tokens.push_back(token);
    return token.token;
}

bool SimTokens::revoke(const QString &token)
{
    SimToken *known = found(token);
    if (known)
        known->revoked = true;
    return known;
}

bool SimTokens::expire(const QString &token, TimePoint at)
{
    SimToken *known = found(token);
    if (known)
        known->expiresAt = at;
    return known;
}

QString SimTokens::rotate(const QString &token, TimePoint graceEnds)
{
    SimToken *known = found(token);
    if (!known || known->kind == SimToken::Kind::OAuth || known->revoked)
        return {};
    known->expiresAt = graceEnds;
    SimToken next = *known;
    next.token.clear();
    next.expiresAt.reset();
    return add(std::move(next));
}

SimToken::Standing standingOf(const SimToken *token, TimePoint now)
{
    if (!token)
        return SimToken::Standing::Unknown;
    if (token->revoked)
        return SimToken::Standing::Revoked;
    return token->expiresAt && now >= *token->expiresAt ? SimToken::Standing::Expired : SimToken::Standing::Good;
}

QString simTokenKindText(SimToken::Kind kind)
{
    switch (kind) {
    case SimToken::Kind::PrivateApp: return QStringLiteral("private-app");
    case SimToken::Kind::ServiceKey: return QStringLiteral("service-key");
    case SimToken::Kind::OAuth: return QStringLiteral("oauth");
    }
    Q_UNREACHABLE();
}

std::optional<SimToken::Kind> parseSimTokenKind(const QString &text)
{
    for (const SimToken::Kind kind : {SimToken::Kind::PrivateApp, SimToken::Kind::ServiceKey, SimToken::Kind::OAuth}) {
        if (simTokenKindText(kind) == text)
            return kind;
    }
    return std::nullopt;
}

QString shownSimToken(const QString &token)
{
    if (token.isEmpty())
        return {};
    const QString front = token.startsWith(u"pat-") ? token.section(u'-', 0, 1) + u'-' : token.left(1);
    return front + QStringLiteral("...") + token.right(4);
}

} // namespace hubwatch
