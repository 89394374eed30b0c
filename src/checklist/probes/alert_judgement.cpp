#include "checklist/probes/alert_judgement.h"

#include "base/duration_text.h"
#include "checklist/probe_answer.h"

#include <algorithm>
#include <array>

namespace hubwatch {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array wantedSignals{"api.error_rate", "api.rate_limited"};
constexpr Duration clockSlack = 5min;

struct RouteStanding {
    bool good = false;
    QString words = {}; ///< "test-fired 3d ago"
};

/// "3d", "5h": an age needs no more.
QString ageText(Duration age)
{
    const Duration unit = age >= 48h ? Duration(24h) : age >= 1h ? Duration(1h) : Duration(1min);
    return durationText(std::max<Duration>(age - age % unit, 0min));
}

RouteStanding routeStanding(const AlertOrder::Route &route, Duration within, TimePoint now)
{
    if (!route.testFired)
        return {.words = u"never test-fired"_s};
    const Duration age = now - *route.testFired;
    if (age < -clockSlack)
        return {.words = u"test-fired in time to come: a clock was moved"_s};
    const QString fired = u"test-fired %1 ago"_s.arg(ageText(age));
    return {.good = age <= within, .words = fired};
}

class AlertCheck
{
public:
    AlertCheck(const AlertOrder &order, TimePoint now)
        : m_order(order)
        , m_now(now)
    { }

    AlertJudgement judge()
    {
        for (const char *signal : wantedSignals)
            judgeSignal(QString::fromLatin1(signal));
        judgeRoutes();
        m_judged.outcome = worstOf(m_judged.facts);
        m_judged.words = m_trouble.empty() ? goodWords() : shownList(m_trouble, 2);
        return m_judged;
    }

private:
    /// Those it names; else those that no rule names.
    QStringList routesOf(const AlertOrder::Rule &rule) const
    {
        if (!rule.routes.empty())
            return rule.routes;
        QStringList free;
        for (const AlertOrder::Route &route : m_order.routes)
            if (std::ranges::none_of(m_order.rules,
                                     [&](const AlertOrder::Rule &other) { return other.routes.contains(route.name); }))
                free += route.name;
        return free;
    }

    const AlertOrder::Route *find(const QString &name) const
    {
        const auto found = std::ranges::find(m_order.routes, name, &AlertOrder::Route::name);
        return found == m_order.routes.end() ? nullptr : &*found;
    }

    /// What is wrong with the rule's routes; empty where one of them counts.
    QString routeTrouble(const AlertOrder::Rule &rule)
    {
        const QStringList names = routesOf(rule);
        if (names.empty())
            return u"no route takes it"_s;
        QStringList troubles;
        for (const QString &name : names) {
            const AlertOrder::Route *route = find(name);
            const RouteStanding standing = route ? routeStanding(*route, m_order.within, m_now)
                                                 : RouteStanding{.words = u"which the workspace does not have"_s};
            if (standing.good) {
                m_used += name;
                return {};
            }
            m_used += route ? name : QString();
            troubles
                += u"route \"%1\" %2"_s.arg(shownWords(name, 40), route ? u"was "_s + standing.words : standing.words);
        }
        return troubles.join(u", "_s);
    }

    void judgeSignal(const QString &signal)
    {
        std::vector<Fact> facts;
        bool isTold = false;
        QString trouble = u"no rule on %1"_s.arg(signal);
        for (const AlertOrder::Rule &rule : m_order.rules) {
            if (rule.signal != signal)
                continue;
            const QString wrong = routeTrouble(rule);
            isTold = isTold || wrong.isEmpty();
            if (!wrong.isEmpty())
                trouble = u"rule \"%1\": %2"_s.arg(shownWords(rule.name, 60), wrong);
            facts.push_back({.name = u"rule \"%1\""_s.arg(shownWords(rule.name, 60)),
                             .expected = u"on %1, with a route that was test-fired"_s.arg(signal),
                             .got = wrong.isEmpty() ? u"there, and told"_s : wrong,
                             .outcome = wrong.isEmpty() ? Outcome::Pass : Outcome::Fail});
        }
        if (facts.empty())
            facts.push_back({.name = signal, .expected = u"a rule"_s, .got = u"none"_s, .outcome = Outcome::Fail});
        if (isTold)
            for (Fact &fact : facts)
                if (fact.outcome == Outcome::Fail)
                    fact.outcome = Outcome::Warn;
        if (!isTold || std::ranges::any_of(facts, [](const Fact &f) { return f.outcome == Outcome::Warn; }))
            m_trouble += trouble;
        m_judged.facts.insert(m_judged.facts.end(), facts.begin(), facts.end());
    }

    void judgeRoutes()
    {
        if (m_order.routes.empty())
            m_judged.facts.push_back(
                {.name = u"routes"_s, .expected = u"one at least"_s, .got = u"none"_s, .outcome = Outcome::Fail});
        for (const AlertOrder::Route &route : m_order.routes) {
            const RouteStanding standing = routeStanding(route, m_order.within, m_now);
            // The rules carry the failure; a route that serves neither of them is told, no more.
            Fact fact{.name = u"route \"%1\""_s.arg(shownWords(route.name, 60)),
                      .expected = u"test-fired within %1"_s.arg(durationText(m_order.within)),
                      .got = standing.words};
            if (m_used.contains(route.name))
                fact.outcome = standing.good ? Outcome::Pass : Outcome::Warn;
            m_judged.facts.push_back(fact);
        }
    }

    QString goodWords() const
    {
        std::optional<TimePoint> oldest;
        for (const AlertOrder::Route &route : m_order.routes)
            if (m_used.contains(route.name) && route.testFired && (!oldest || *route.testFired < *oldest))
                oldest = route.testFired;
        return u"rules on api.error_rate and api.rate_limited, their routes test-fired %1 ago at most"_s.arg(
            ageText(oldest ? m_now - *oldest : Duration::zero()));
    }

    const AlertOrder &m_order;
    TimePoint m_now;
    AlertJudgement m_judged = {};
    QStringList m_trouble = {};
    QStringList m_used = {};
};

} // namespace

AlertJudgement judgeAlerting(const AlertOrder &order, TimePoint now)
{
    return AlertCheck(order, now).judge();
}

} // namespace hubwatch
