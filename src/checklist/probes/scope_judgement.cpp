#include "checklist/probes/scope_judgement.h"

#include "checklist/probe_answer.h"
#include "hubspot/endpoint_scopes.h"

#include <algorithm>

namespace hubwatch {

namespace {

using namespace Qt::StringLiterals;

/// What the declared use and the endpoints seen ask for.
struct ScopeUse {
    struct Need {
        QStringList anyOf = {};
        QString by = {};
    };

    std::vector<Need> needs = {};
    QStringList may = {}; ///< patterns of what ambiguous endpoints may need
    QStringList unclear = {};
    int known = 0; ///< endpoints
};

QStringList tidyScopes(const QStringList &scopes)
{
    QStringList tidy;
    for (const QString &scope : scopes)
        if (const QString name = scope.trimmed(); !name.isEmpty())
            tidy += name.left(100);
    tidy.removeDuplicates();
    tidy.sort();
    return tidy;
}

ScopeUse scopeUse(const QStringList &declared, const std::map<QString, double> &endpointsSeen)
{
    ScopeUse use;
    for (const QString &scope : declared)
        use.needs.push_back({.anyOf = {scope}, .by = u"declared"_s});
    for (const auto &[endpoint, calls] : endpointsSeen) {
        if (!(calls > 0))
            continue;
        const EndpointScopes scopes = endpointScopes(endpoint);
        if (scopes.reading != EndpointScopes::Reading::Known)
            use.unclear += endpoint;
        else
            ++use.known;
        use.may += scopes.may;
        for (const QStringList &need : scopes.needs)
            use.needs.push_back({.anyOf = need, .by = shownWords(endpoint, 60)});
    }
    return use;
}

/// By scope, what it is needed by. Where several of a need's scopes are granted it is met by one that is needed anyway,
/// else by a harmless one, else by the first.
std::map<QString, QStringList> neededScopes(const QStringList &granted, const ScopeUse &use, ScopeJudgement &judged)
{
    std::map<QString, QStringList> needed;
    std::vector<ScopeUse::Need> open;
    for (const ScopeUse::Need &need : use.needs) {
        QStringList have;
        std::ranges::copy_if(need.anyOf, std::back_inserter(have),
                             [&](const QString &s) { return granted.contains(s); });
        if (have.empty()) {
            if (need.anyOf == QStringList{u"oauth"_s})
                continue;
            const QString name = need.anyOf.first(std::min<qsizetype>(2, need.anyOf.size())).join(u" or "_s);
            if (!judged.missing.contains(name))
                judged.facts.push_back({.name = name,
                                        .expected = u"granted: needed by %1"_s.arg(need.by),
                                        .got = u"not granted"_s,
                                        .outcome = Outcome::Fail});
            judged.missing += name;
        } else if (have.size() == 1) {
            needed[have[0]] += need.by;
        } else {
            open.push_back({.anyOf = have, .by = need.by});
        }
    }
    judged.missing.removeDuplicates();
    for (const ScopeUse::Need &need : open) {
        const auto isNeeded = [&](const QString &scope) { return needed.contains(scope); };
        const auto isHarmless = [](const QString &scope) { return scopeDanger(scope).isEmpty(); };
        auto chosen = std::ranges::find_if(need.anyOf, isNeeded);
        if (chosen == need.anyOf.end())
            chosen = std::ranges::find_if(need.anyOf, isHarmless);
        if (chosen == need.anyOf.end())
            chosen = need.anyOf.begin();
        needed[*chosen] += need.by;
    }
    return needed;
}

/// Why a scope that nothing needs by itself is not one too many; empty where it is.
QString broughtAlong(const QString &scope, const std::map<QString, QStringList> &needed, const ScopeUse &use)
{
    if (scope == "oauth"_L1)
        return u"every app has it"_s;
    if (!scopeDanger(scope).isEmpty())
        return {};
    for (const ScopeUse::Need &need : use.needs)
        if (need.anyOf.contains(scope))
            return u"serves %1, too"_s.arg(need.by);
    const QString write = scope.chopped(5) + u".write"_s;
    return scope.endsWith(".read"_L1) && needed.contains(write) ? u"goes with %1"_s.arg(write) : QString();
}

void judgeGranted(const QStringList &granted, const ScopeUse &use, ScopeJudgement &judged)
{
    const std::map<QString, QStringList> needed = neededScopes(granted, use, judged);
    for (const QString &scope : granted) {
        Fact fact{.name = shownWords(scope, 80), .got = u"granted"_s, .outcome = Outcome::Pass};
        if (const auto found = needed.find(scope); found != needed.end()) {
            fact.expected = u"needed by %1"_s.arg(shownList(found->second, 3));
        } else if (const QString why = broughtAlong(scope, needed, use); !why.isEmpty()) {
            fact.expected = why;
        } else {
            const QString danger = scopeDanger(scope);
            const bool perhaps
                = std::ranges::any_of(use.may, [&](const QString &may) { return scopeMatches(may, scope); });
            fact.expected = perhaps ? u"not needed, as far as the endpoints tell"_s : u"not needed"_s;
            if (!danger.isEmpty())
                fact.got += u", and it %1"_s.arg(danger);
            fact.outcome = danger.isEmpty() || perhaps ? Outcome::Warn : Outcome::Fail;
            judged.tooMany += scope;
        }
        judged.facts.push_back(fact);
    }
    std::stable_partition(judged.tooMany.begin(), judged.tooMany.end(),
                          [](const QString &s) { return !scopeDanger(s).isEmpty(); });
}

QString scopeWords(const ScopeJudgement &judged, qsizetype granted)
{
    QStringList parts;
    if (!judged.missing.empty())
        parts += u"%1 missing: %2"_s.arg(counted(judged.missing.size(), u"scope"_s), shownList(judged.missing));
    if (!judged.tooMany.empty())
        parts
            += u"%1 more than needed: %2"_s.arg(counted(judged.tooMany.size(), u"scope"_s), shownList(judged.tooMany));
    if (parts.empty())
        parts += granted == 1 ? u"the one scope granted is needed"_s
                              : u"%1 granted, none more than needed"_s.arg(counted(granted, u"scope"_s));
    if (!judged.unclear.empty() && !judged.tooMany.empty())
        parts += u"what %1 needs is not known"_s.arg(shownList(judged.unclear, 2));
    return parts.join(u"; "_s);
}

} // namespace

ScopeJudgement judgeScopes(const QStringList &granted, const QStringList &declared,
                           const std::map<QString, double> &endpointsSeen)
{
    const QStringList have = tidyScopes(granted);
    const ScopeUse use = scopeUse(tidyScopes(declared), endpointsSeen);
    ScopeJudgement judged{.unclear = use.unclear};
    const auto unclearFacts = [&] {
        for (const QString &endpoint : use.unclear)
            judged.facts.push_back({.name = shownWords(endpoint, 80),
                                    .got = u"called; which scopes it needs is not known from its name"_s});
    };
    if (use.needs.empty() && use.known == 0) {
        judged.words = use.unclear.empty()
            ? u"nothing says what the service does: name its scopes in the workspace (scopes = [\"...\"] in its "
              "[[checklist]]), or let its metrics count calls by endpoint"_s
            : u"no endpoint it calls says which scopes it needs (%1): name them in the workspace (scopes = [\"...\"] "
              "in its [[checklist]])"_s.arg(shownList(use.unclear, 3));
        unclearFacts();
        return judged;
    }
    judgeGranted(have, use, judged);
    judged.outcome = worstOf(judged.facts);
    judged.words = scopeWords(judged, have.size());
    unclearFacts();
    if (!use.unclear.empty())
        judged.notes
            += u"endpoints whose scopes are not known count for nothing: if they need one, declare it in scopes"_s;
    return judged;
}

} // namespace hubwatch
