#include "alerts/backtest.h"

#include <QHash>
#include <algorithm>

namespace hubwatch {

namespace {

using PageState = Alert::State;

constexpr Duration briefPage = 5min;
constexpr Duration oneTrouble = 1h;

std::optional<double> worstOf(const Rule &rule, std::optional<double> a, std::optional<double> b)
{
    if (!a || !b)
        return a ? a : b;
    return rule.side == Rule::Side::Above ? std::max(*a, *b) : std::min(*a, *b);
}

/// Of two pages of one service.
bool sameTrouble(const BacktestPage &a, const BacktestPage &b)
{
    const bool overlap
        = (!b.resolvedAt || a.breachedAt <= *b.resolvedAt) && (!a.resolvedAt || b.breachedAt <= *a.resolvedAt);
    const Duration apart = a.breachedAt > b.breachedAt ? a.breachedAt - b.breachedAt : b.breachedAt - a.breachedAt;
    return overlap || apart <= oneTrouble;
}

/// Against the first page of the other that tells of the same trouble.
void fillLeads(BacktestResult &result, const std::vector<BacktestPage> &others)
{
    QHash<QString, std::vector<const BacktestPage *>> byService;
    for (const BacktestPage &other : others)
        byService[other.service].push_back(&other);
    for (BacktestPage &page : result.pages) {
        page.lead.reset();
        for (const BacktestPage *other : byService.value(page.service)) {
            if (!sameTrouble(page, *other))
                continue;
            page.lead = other->firedAt - page.firedAt;
            break;
        }
    }
}

} // namespace

Backtest::Backtest(Rule rule, QString service, Duration longestGap)
    : m_rule(std::move(rule))
    , m_service(std::move(service))
    , m_longestGap(longestGap)
{
    m_result.rule = m_rule;
    m_alert.service = m_service;
    m_alert.rule = m_rule.name;
}

void Backtest::take(const Reading &reading)
{
    const Alert before = m_alert;
    m_alert = step(m_rule, before, reading, m_longestGap);
    const bool wasFiring = before.state == PageState::Firing;
    const bool isFiring = m_alert.state == PageState::Firing;
    const bool wasPending = before.state == PageState::Pending;
    const bool isPending = m_alert.state == PageState::Pending;

    if (reading.validity == Reading::Validity::Known) {
        // Without a gap before it a reading speaks of the time since the one before.
        if (m_lastSeen && reading.at > *m_lastSeen && reading.at - *m_lastSeen <= m_longestGap)
            m_result.seen += reading.at - *m_lastSeen;
        m_lastSeen = reading.at;
    } else {
        m_lastSeen.reset();
    }
    const bool begins = (isPending || isFiring) && !wasPending && !wasFiring;
    const bool startsOver = wasPending && isPending && m_alert.since != before.since;
    if (begins || startsOver)
        m_breachedAt = reading.at;

    if (isFiring && !wasFiring)
        m_result.pages.push_back(
            {.service = m_service, .breachedAt = m_breachedAt.value_or(reading.at), .firedAt = reading.at});
    if (isFiring)
        m_result.pages.back().worst = worstOf(m_rule, m_result.pages.back().worst, m_alert.value);
    if (wasFiring && reading.at > before.evaluatedAt)
        m_result.firing += reading.at - before.evaluatedAt;
    if (wasFiring && !isFiring) {
        BacktestPage &page = m_result.pages.back();
        page.resolvedAt = reading.at;
        m_result.brief += reading.at - page.firedAt <= briefPage ? 1 : 0;
    }
    if (wasPending && !isPending && !isFiring)
        ++m_result.nearMisses;
}

BacktestResult Backtest::result() const
{
    return m_result;
}

BacktestResult joined(std::span<const BacktestResult> results)
{
    BacktestResult all;
    for (const BacktestResult &result : results) {
        all.rule = result.rule;
        all.pages.insert(all.pages.end(), result.pages.begin(), result.pages.end());
        all.nearMisses += result.nearMisses;
        all.firing += result.firing;
        all.seen += result.seen;
        all.brief += result.brief;
    }
    std::ranges::stable_sort(all.pages, {}, &BacktestPage::firedAt);
    return all;
}

void compare(BacktestResult &candidate, BacktestResult &present)
{
    fillLeads(candidate, present.pages);
    fillLeads(present, candidate.pages);
}

} // namespace hubwatch
