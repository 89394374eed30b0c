#include "checklist/probes/scope_probe.h"

#include "base/duration_text.h"
#include "checklist/probe_answer.h"
#include "checklist/probes/scope_judgement.h"
#include "hubspot/token_check.h"
#include "net/authorized_http.h"

#include <QObject>

namespace hubwatch {

namespace {

using namespace Qt::StringLiterals;

struct ScopeLook {
    ProbeDoors doors;
    ScopeOrder order;
    ProbeCall call;

    Verdict plain(Outcome outcome, const QString &words) const
    {
        return plainVerdict(order.item, outcome, words, doors.clock.now());
    }
    QString accountName() const { return u"account \"%1\""_s.arg(shownWords(order.account, 60)); }
};

QString deadTokenWords(const ScopeLook &look, const ApiError &error)
{
    using Cause = ApiError::Cause;
    const QString said = error.message.isEmpty() ? causeId(error.cause) : shownWords(error.message);
    if (error.cause == Cause::TokenExpired || error.cause == Cause::TokenInvalid)
        return u"HubSpot refuses the token of %1: %2"_s.arg(look.accountName(), said);
    return u"HubSpot could not be asked about the token of %1: %2"_s.arg(look.accountName(), said);
}

/// Why the token's scopes are not known, though it lives.
Verdict unknownScopes(const ScopeLook &look, const TokenFacts &facts)
{
    if (facts.kind == CredentialKind::ServiceKey || facts.kind == CredentialKind::Bearer)
        return look.plain(Outcome::NotRun,
                          u"HubSpot tells nobody the scopes of a %1: compare them under Development > Keys, and say "
                          "so in the workspace ([[proofs]] with item = \"%2\", text, by, day and until)"_s.arg(
                              facts.kind == CredentialKind::ServiceKey ? u"service key"_s : u"token of this kind"_s,
                              look.order.item));
    return look.plain(
        Outcome::Error,
        u"the token of %1 is alive, but HubSpot did not say its scopes: try again"_s.arg(look.accountName()));
}

Verdict scopeVerdict(const ScopeLook &look, const TokenFacts &facts)
{
    if (const QString why = bindingComplaint(facts, look.order.portal, 0); !why.isEmpty())
        return look.plain(Outcome::Error, why);
    if (!facts.scopesKnown)
        return unknownScopes(look, facts);
    ScopeJudgement judged = judgeScopes(facts.scopes, look.order.declared, look.order.endpointsSeen);
    Evidence evidence{.kind = Evidence::Kind::Probe,
                      .at = look.doors.clock.now(),
                      .source = u"%1, portal %2"_s.arg(look.accountName()).arg(facts.portal),
                      .facts = std::move(judged.facts),
                      .notes = std::move(judged.notes)};
    if (!look.order.endpointsSeen.empty())
        evidence.notes += look.order.seenOver > Duration::zero()
            ? u"endpoints as counted over %1: what runs more seldom must be declared"_s.arg(
                durationText(look.order.seenOver))
            : u"endpoints as counted: what runs seldom must be declared"_s;
    if (facts.portal == 0)
        evidence.notes += u"HubSpot did not say to which portal the token belongs"_s;
    if (!facts.renewed.isEmpty())
        evidence.notes
            += u"HubSpot replaced the refresh token on this look: authorise the app again if it stops working"_s;
    return measuredVerdict(look.order.item, judged.outcome, judged.words, std::move(evidence), look.order.fresh);
}

void askScopes(const std::shared_ptr<ScopeLook> &look, const Secret &secret)
{
    TokenQuestion question{.api = look->order.api,
                           .secret = secret,
                           .kind = kindOfSecret(secret),
                           .trusted
                           = [hosts = look->order.trustedHosts](const QUrl &url) { return mayCarryToken(url, hosts); }};
    checkToken(look->doors.http, std::move(question), look->call.context, [look](const TokenAnswer &answer) {
        look->call.reply(answer ? scopeVerdict(*look, *answer)
                                : look->plain(Outcome::Error, deadTokenWords(*look, answer.error())));
    });
}

/// What keeps us from looking at all.
std::optional<Verdict> scopeHindrance(const ScopeLook &look)
{
    if (look.order.account.isEmpty() || look.order.credential.isEmpty())
        return look.plain(Outcome::NotRun,
                          u"no HubSpot account is named: add account to the service's [[checklist]]"_s);
    if (!parseCredentialRef(look.order.credential))
        return look.plain(Outcome::Error,
                          u"the credential of %1 is no reference that the workspace knows"_s.arg(look.accountName()));
    return std::nullopt;
}

} // namespace

Probe scopeProbe(ProbeDoors doors, ScopeOrder order)
{
    return [doors, order = std::move(order)](ProbeCall call) {
        auto look = std::make_shared<ScopeLook>(ScopeLook{doors, order, std::move(call)});
        if (const auto hindrance = scopeHindrance(*look))
            return answerVerdict(look->call, *hindrance);
        if (look->call.progress)
            look->call.progress(u"asks HubSpot for the token's scopes"_s, -1);
        doors.secrets.read(*parseCredentialRef(order.credential), look->call.context,
                           [look](const Result<Secret> &secret) {
                               if (secret)
                                   return askScopes(look, *secret);
                               look->call.reply(look->plain(Outcome::Error, shownWords(secret.error().detail, 300)));
                           });
    };
}

} // namespace hubwatch
