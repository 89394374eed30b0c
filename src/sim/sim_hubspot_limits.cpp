#include "sim/sim_hubspot_limits.h"

#include <QDateTime>
#include <QTimeZone>
#include <algorithm>

namespace hubwatch {

int RollingCount::count(TimePoint now)
{
    while (!m_calls.empty() && now - m_calls.front() >= m_span)
        m_calls.pop_front();
    return int(m_calls.size());
}

TimePoint nextMidnight(const QString &timeZone, TimePoint now)
{
    QTimeZone zone(timeZone.toLatin1());
    if (!zone.isValid())
        zone = QTimeZone::utc();
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(now.time_since_epoch().count(), zone);
    return TimePoint(Duration(local.date().addDays(1).startOfDay(zone).toMSecsSinceEpoch()));
}

SimLimits::Account &SimLimits::account(std::int64_t portal, TimePoint now)
{
    Account &account = m_accounts[portal];
    if (now >= account.resetsAt) {
        account.used = 0;
        account.resetsAt = nextMidnight(settings.timeZone, now);
        account.collectedAt.reset();
    }
    // The figure is collected before the call that asks for it is counted, as a figure from somewhere else would be.
    if (!account.collectedAt || now - *account.collectedAt >= settings.usageLag) {
        account.collected = account.used;
        account.collectedAt = now;
    }
    return account;
}

QString SimLimits::refusal(const SimToken &token, Account &account, App &app, bool isSearch, TimePoint now) const
{
    if (token.kind != SimToken::Kind::OAuth && account.used >= settings.daily)
        return QStringLiteral("DAILY");
    if (isSearch && account.searches.count(now) >= settings.search)
        return QStringLiteral("SECONDLY");
    if (!isSearch && app.accepted.count(now) >= settings.tenSecondly)
        return QStringLiteral("TEN_SECONDLY_ROLLING");
    return {};
}

SimLimits::Verdict SimLimits::arrive(const SimToken &token, bool isSearch, TimePoint now)
{
    Account &account = this->account(token.portal, now);
    App &app = m_apps[{token.portal, token.app}];
    if (!isSearch) {
        app.arrived.add(now);
        m_peak.largest = std::max(m_peak.largest, app.arrived.count(now));
    }
    Verdict verdict{.policy = refusal(token, account, app, isSearch, now)};
    if (verdict.policy.isEmpty()) {
        ++m_peak.accepted;
        if (isSearch)
            account.searches.add(now);
        else
            app.accepted.add(now);
        if (token.kind != SimToken::Kind::OAuth)
            ++account.used;
    } else {
        ++m_peak.refused;
    }
    if (!isSearch)
        verdict.headers = headersOf(token, account, app.accepted.count(now));
    return verdict;
}

std::vector<HttpHeader> SimLimits::headersOf(const SimToken &token, const Account &account, int inWindow) const
{
    const auto number
        = [](std::int64_t value) { return QByteArray::number(qlonglong(std::max<std::int64_t>(0, value))); };
    std::vector<HttpHeader> headers{
        {"X-HubSpot-RateLimit-Max", number(settings.tenSecondly)},
        {"X-HubSpot-RateLimit-Remaining", number(settings.tenSecondly - inWindow)},
        {"X-HubSpot-RateLimit-Interval-Milliseconds", "10000"},
    };
    if (token.kind == SimToken::Kind::OAuth)
        return headers;
    headers.push_back({"X-HubSpot-RateLimit-Daily", number(settings.daily)});
    headers.push_back({"X-HubSpot-RateLimit-Daily-Remaining", number(settings.daily - account.used)});
    // Deprecated and without effect, but sent all the same: nothing may be concluded from them.
    headers.push_back({"X-HubSpot-RateLimit-Secondly", number(settings.tenSecondly / 10)});
    headers.push_back({"X-HubSpot-RateLimit-Secondly-Remaining", number(settings.tenSecondly / 10 - 1)});
    return headers;
}

SimLimits::Usage SimLimits::usage(std::int64_t portal, TimePoint now)
{
    const Account &account = this->account(portal, now);
    return {.used = account.collected,
            .collectedAt = account.collectedAt.value_or(now),
            .isFresh = account.collectedAt == now,
            .resetsAt = account.resetsAt};
}

void SimLimits::setDailyUsed(std::int64_t portal, std::int64_t used, TimePoint now)
{
    Account &account = this->account(portal, now);
    account.used = used;
    account.collectedAt.reset();
}

void SimLimits::forgetPeak()
{
    m_peak = {};
    m_apps.clear();
}

} // namespace hubwatch
