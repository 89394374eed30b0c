#include "ui/credentials/account_words.h"

#include "ui/error_text.h"
#include "ui/format.h"

#include <QCoreApplication>
#include <algorithm>

namespace hubwatch::ui {

namespace {

constexpr Duration longestInterval = 5min;

QString accountWord(const char *text)
{
    return QCoreApplication::translate("account", text);
}

QString inFlightText(const LimiterState &limiter)
{
    return accountWord("%1 of %2 in flight").arg(limiter.inFlight).arg(limiter.concurrency);
}

} // namespace

QColor accountColor(AccountConfig::Kind kind)
{
    return kind == AccountConfig::Kind::Production ? QColor(0xc8643c) : QColor(0x3d8fa6);
}

QString accountKindWord(AccountConfig::Kind kind)
{
    return kind == AccountConfig::Kind::Production ? accountWord("production") : accountWord("sandbox");
}

Duration pollInterval(const AccountState &account)
{
    if (!account.next || !account.lastTry)
        return longestInterval;
    return std::clamp(*account.next - *account.lastTry, Duration(1min), longestInterval);
}

std::optional<TimePoint> acceptedAt(const AccountState &account)
{
    if (account.lastGood && account.verifiedAt)
        return std::max(*account.lastGood, *account.verifiedAt);
    return account.lastGood ? account.lastGood : account.verifiedAt;
}

bool acceptedLately(const AccountState &account, TimePoint now)
{
    const auto at = acceptedAt(account);
    return account.token == TokenState::Accepted && at && now - *at <= 3 * pollInterval(account);
}

MarkedWord tokenText(const AccountState &account, TimePoint now)
{
    MarkedWord words = tokenWord(account.token);
    const auto accepted = acceptedAt(account);
    if (account.token == TokenState::Accepted && !acceptedLately(account, now))
        return {Mark::Blind,
                accepted ? accountWord("last accepted %1 ago").arg(ageText(now - *accepted))
                         : accountWord("accepted, but nobody knows when")};
    if (account.token == TokenState::Accepted && account.verifiedAt)
        words.word = accountWord("accepted, verified %1 ago").arg(ageText(now - *account.verifiedAt));
    else if (account.tokenSince && account.token != TokenState::NotYet && account.token != TokenState::None)
        words.word = accountWord("%1 since %2").arg(words.word, minuteText(*account.tokenSince));
    return words;
}

MarkedWord scopesText(const AccountState &account)
{
    if (!account.scopesMissing.isEmpty())
        return {Mark::Warn, accountWord("missing: %1").arg(account.scopesMissing.join(QStringLiteral(", ")))};
    if (!account.credential.scopesKnown)
        return {Mark::NotYet,
                account.scopesNeeded.isEmpty()
                    ? accountWord("not told yet")
                    : accountWord("not told yet; needed: %1").arg(account.scopesNeeded.join(QStringLiteral(", ")))};
    const QString granted = accountWord("%1 granted").arg(account.credential.scopes.size());
    // What an unaccepted token was granted is history, and nothing to be green about.
    const bool taken = account.token == TokenState::Accepted || account.token == TokenState::MissingScope;
    const Mark mark = taken ? Mark::Good : Mark::None;
    if (account.scopesNeeded.isEmpty())
        return {mark, granted};
    if (account.scopesNeeded.size() == 1)
        return {mark, accountWord("%1, the one needed is there").arg(granted)};
    return {mark, accountWord("%1, all %2 needed are there").arg(granted).arg(account.scopesNeeded.size())};
}

std::optional<double> quotaShare(const AccountState &account, TimePoint now)
{
    if (!account.quota || account.quota->limit <= 0)
        return std::nullopt;
    // HubSpot's own count may be some minutes old; what nobody asked for that long is no longer known.
    if (now - account.quota->at > std::max<Duration>(15min, 3 * pollInterval(account)))
        return std::nullopt;
    return double(account.quota->used) / double(account.quota->limit);
}

MarkedWord quotaText(const AccountState &account, TimePoint now)
{
    const auto share = quotaShare(account, now);
    if (!share) {
        if (account.quota)
            return {Mark::Blind, accountWord("unseen %1").arg(ageText(now - account.quota->at))};
        return account.lastTry ? MarkedWord{Mark::Blind, accountWord("unknown")}
                               : MarkedWord{Mark::NotYet, accountWord("not asked yet")};
    }
    const QString text = valueText(*share, Unit::Ratio);
    if (account.quota->used >= account.quota->limit)
        return {Mark::Bad, accountWord("%1, used up").arg(text)};
    if (account.quota->runsOutAt)
        return {Mark::Warn, accountWord("%1, runs out %2").arg(text, minuteText(*account.quota->runsOutAt))};
    return {*share >= 0.9 ? Mark::Warn : Mark::Good, text};
}

QString quotaAmount(const AccountState &account)
{
    if (!account.quota)
        return {};
    return accountWord("%1 of %2 calls").arg(countText(account.quota->used), countText(account.quota->limit));
}

QString quotaForecast(const AccountState &account, TimePoint now)
{
    if (!account.quota)
        return {};
    const QuotaForecast &quota = *account.quota;
    QStringList words;
    if (quota.resetsAt && *quota.resetsAt > now)
        words << accountWord("resets %1, in %2").arg(minuteText(*quota.resetsAt), ageText(*quota.resetsAt - now));
    if (quota.runsOutAt)
        words << accountWord("at this pace out at %1").arg(minuteText(*quota.runsOutAt));
    else if (quota.atReset)
        words << accountWord("at this pace %1 by then").arg(valueText(*quota.atReset, Unit::Ratio));
    return words.join(QStringLiteral(" · "));
}

QString limiterText(const LimiterState &limiter)
{
    const QString own
        = accountWord("%1 of %2 in %3").arg(limiter.used).arg(limiter.limit.calls).arg(spanText(limiter.limit.window));
    return limiter.accountLimit > 0 ? accountWord("%1, account %2").arg(own).arg(limiter.accountLimit) : own;
}

MarkedWord limiterBoundText(const LimiterState &limiter, TimePoint now)
{
    if (limiter.parkedUntil && *limiter.parkedUntil > now) {
        const QString until = accountWord("parked until %1").arg(minuteText(*limiter.parkedUntil));
        return {Mark::Warn,
                limiter.parkedWhy.isEmpty() ? until : QStringLiteral("%1: %2").arg(until, limiter.parkedWhy)};
    }
    const QString waiting = accountWord("%1, %2 wait for %3").arg(inFlightText(limiter)).arg(limiter.waiting);
    switch (limiter.bound) {
    case LimiterBound::None: return {Mark::Good, inFlightText(limiter)};
    case LimiterBound::Window: return {Mark::Pending, waiting.arg(accountWord("the window"))};
    case LimiterBound::InFlight: return {Mark::Pending, waiting.arg(accountWord("an answer"))};
    case LimiterBound::Search: return {Mark::Pending, waiting.arg(accountWord("the search limit"))};
    case LimiterBound::Paused: return {Mark::Warn, waiting.arg(accountWord("the end of a pause"))};
    }
    Q_UNREACHABLE();
}

QString costText(const PollCost &cost)
{
    const QString planned
        = accountWord("%1 calls a day of %2 budgeted").arg(countText(cost.callsPerDay), countText(cost.budget));
    return cost.slowed ? accountWord("%1, slowed down to stay inside").arg(planned) : planned;
}

QString ownCallsText(const std::vector<AccountState> &accounts)
{
    if (accounts.empty())
        return {};
    std::int64_t calls = 0;
    std::int64_t budget = 0;
    for (const AccountState &account : accounts) {
        calls += account.cost.callsToday;
        budget += account.cost.budget;
    }
    if (budget == 0)
        return {};
    return accountWord("own HubSpot calls %1 of %2 budgeted").arg(countText(calls), countText(budget));
}

MarkedWord freshnessText(const AccountState &account, TimePoint now)
{
    if (!account.lastTry)
        return {Mark::NotYet,
                account.next && *account.next > now ? accountWord("first poll in %1").arg(ageText(*account.next - now))
                                                    : accountWord("not polled yet")};
    QStringList words{accountWord("polled %1 ago").arg(ageText(now - *account.lastTry))};
    const bool good = account.lastGood && now - *account.lastGood <= 3 * pollInterval(account);
    if (!account.lastGood)
        words << accountWord("never answered");
    else if (*account.lastGood < *account.lastTry)
        words << accountWord("last good %1 ago").arg(ageText(now - *account.lastGood));
    if (account.next)
        words << (*account.next > now ? accountWord("next in %1").arg(ageText(*account.next - now))
                                      : accountWord("next now"));
    return {good ? Mark::Good : Mark::Blind, words.join(QStringLiteral(", "))};
}

QString nextStep(ApiError::Cause cause)
{
    using Cause = ApiError::Cause;
    switch (cause) {
    case Cause::Unreachable: return accountWord("It is tried again by itself. Check this machine's way to HubSpot.");
    case Cause::CaptivePortal:
        return accountWord("Another page answers in HubSpot's place: sign in to this network, or set its proxy.");
    case Cause::BadRequest: return accountWord("Asking again will not help; the details give HubSpot's words.");
    case Cause::TokenExpired: return accountWord("Authorise again, or set a new secret.");
    case Cause::TokenInvalid: return accountWord("The token was revoked, rotated or mistyped: set the present one.");
    case Cause::MissingScopes: return accountWord("Add the scopes to the app in HubSpot, then verify.");
    case Cause::Forbidden: return accountWord("The app or its user lacks the right: look at it in HubSpot.");
    case Cause::NotFound: return accountWord("The account does not have that; a plan or a feature may be missing.");
    case Cause::Conflict: return accountWord("Something else changed it first: look, then ask again.");
    case Cause::TooLong: return accountWord("Fewer ids or properties in one call.");
    case Cause::Locked: return accountWord("It is tried again after two seconds.");
    case Cause::RateTenSecondly:
    case Cause::RateSecondly:
    case Cause::RateOther: return accountWord("Calls wait by themselves. A lower burst leaves room for others.");
    case Cause::RateDaily: return accountWord("Nothing goes out until the quota resets.");
    case Cause::ImportLimit: return accountWord("Waiting does not help: the imports of the day are used up.");
    case Cause::Moving: return accountWord("HubSpot moves the account: calls go on by themselves afterwards.");
    case Cause::WrongRegion: return accountWord("The account lives in another region: use its host.");
    case Cause::ServerFault: return accountWord("A fault of HubSpot: it is tried again by itself.");
    case Cause::EdgeUnreachable:
    case Cause::EdgeTls: return accountWord("HubSpot's front cannot reach HubSpot: look at its status page.");
    case Cause::Mixed: return accountWord("Some rows failed; each has its own reason.");
    case Cause::Unreadable: return accountWord("The answer cannot be read; a proxy may have changed it.");
    case Cause::Other: return accountWord("The details give HubSpot's own words.");
    }
    Q_UNREACHABLE();
}

QString accountTrouble(const AccountState &account)
{
    const bool fine = account.token == TokenState::Accepted || account.token == TokenState::NotYet;
    if (!fine && !account.tokenWords.isEmpty())
        return account.tokenWords;
    if (!fine && account.token == TokenState::None)
        return accountWord("The account names no credential: edit it, and choose where its token lives.");
    if (!account.lastError)
        return {};
    const ErrorText text
        = errorText(*account.lastError, accountWord("ask HubSpot about “%1”").arg(account.config.name));
    // HubSpot's own reason, where it was heard, says more than the kind of the error.
    const bool heard = !account.failures.empty() && account.failures.front().error.status > 0
        && account.failures.front().error.status == account.lastError->status;
    return QStringLiteral("%1 %2").arg(text.sentence,
                                       heard ? nextStep(account.failures.front().error.cause) : text.next);
}

QString offeredHost(const AccountState &account)
{
    return account.offeredHublet.isEmpty() ? QString() : QStringLiteral("api-%1.hubapi.com").arg(account.offeredHublet);
}

const AccountState *accountOf(const std::vector<AccountState> &accounts, const QString &subject)
{
    const auto found = std::ranges::find(accounts, subject, &AccountState::subject);
    return found == accounts.end() ? nullptr : &*found;
}

} // namespace hubwatch::ui
