#include "app/accounts/account_watch.h"

#include "app/accounts/account_judgement.h"
#include "app/accounts/account_metrics.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <utility>

namespace hubwatch {

namespace {

/// A token of another portal is not to be used: it is looked at again this much later.
constexpr Duration wrongPortalAgain = 15min;
/// One on which clocks are put back.
constexpr Duration longestDay = 25h;

/// The portal's next midnight, by the offset HubSpot told; UTC's where it has not yet.
TimePoint nextMidnight(TimePoint now, Duration utcOffset)
{
    const TimePoint local = now + utcOffset;
    return TimePoint(std::chrono::floor<std::chrono::days>(local) + std::chrono::days(1)) - utcOffset;
}

QString callsKey(const QString &subject)
{
    return subject + QStringLiteral(".calls");
}

/// Nothing was heard of HubSpot: there is nothing to measure, not even a failed call.
bool unheard(const HubSpotAnswer &answer)
{
    return answer.error && answer.error->status == 0 && answer.error->kind != Error::Kind::Malformed
        && answer.error->kind != Error::Kind::RateLimited;
}

} // namespace

AccountClient::Setup clientSetupOf(const AccountConfig &config)
{
    return {.name = config.name,
            .credential = parseCredentialRef(config.credential).value_or(CredentialRef()),
            .api = config.api,
            .burst = parseBurst(config.burst).value_or(BurstLimit()),
            .concurrency = config.concurrency,
            .trustedHosts = config.trustedHosts};
}

QString callLogPath(const QString &dataDirectory)
{
    return dataDirectory.isEmpty() ? QString() : QDir(dataDirectory).filePath(QStringLiteral("hubspot-calls.jsonl"));
}

AccountWatch::AccountWatch(AccountConfig config, const WatchTools &tools, QObject *parent)
    : QObject(parent)
    , m_clock(tools.clock)
    , m_recorder(tools.recorder)
    , m_state{.config = std::move(config)}
    , m_token(m_state.config, tools.secrets, tools.wire, tools.clock)
    , m_client(tools.wire, tools.clock, m_token.reader(),
               [this](const CredentialRef &ref, const Secret &refused) { m_token.refused(ref, refused); },
               clientSetupOf(m_state.config), {.log = tools.log, .metrics = {&m_metrics, &tools.metrics}})
    , m_poller(m_state.config.name, m_state.config.api, m_client.http(), tools.clock)
{
    m_state.subject = accountSubject(m_state.config.name);
    m_state.cost.budget = m_state.config.dailyBudget;
    m_state.scopesNeeded = scopesNeeded({.securityActivity = true});
    m_state.credential = m_token.record();
    m_state.tokenWords = tokenSentence(TokenState::NotYet, {});
    restoreCalls();
    plan();
    connect(&m_poller, &HubSpotPoller::polled, this, &AccountWatch::take);
    connect(&m_token, &AccountToken::recordChanged, this, [this] {
        m_state.credential = m_token.record();
        m_state.scopesMissing = m_state.credential.scopesKnown
            ? scopesMissing(m_state.scopesNeeded, m_state.credential.scopes)
            : QStringList();
        emit changed();
    });
    connect(&m_token, &AccountToken::trouble, this,
            [this](const QString &words) { tell("credential", m_clock.now(), words); });
    connect(&m_token, &AccountToken::replaced, this, [this](const CredentialRecord &record) {
        tell("credential", m_clock.now(),
             QStringLiteral("%1: another secret is in use now (%2)").arg(record.reference, record.fingerprint.shown));
    });
}

BatchAccount AccountWatch::batchAccount()
{
    const bool accepted = m_state.token == TokenState::Accepted || m_state.token == TokenState::MissingScope;
    BatchAccount account{
        .config = m_state.config,
        .client = &m_client,
        .accepted = accepted,
        .words = accepted ? QString() : QStringLiteral("account %1: %2").arg(m_state.config.name, m_state.tokenWords),
        .details = m_state.details,
        .dailyLeft = m_client.live().dailyRemaining};
    if (m_state.quota) {
        account.resetsAt = m_state.quota->resetsAt;
        if (!account.dailyLeft && m_state.quota->limit > 0)
            account.dailyLeft = m_state.quota->limit - m_state.quota->used;
    }
    return account;
}

void AccountWatch::tell(const char *subject, TimePoint at, const QString &text)
{
    emit happened({.at = at,
                   .kind = Event::Kind::HubSpot,
                   .service = m_state.subject,
                   .subject = QString::fromLatin1(subject),
                   .text = text});
}

void AccountWatch::start()
{
    m_started = true;
    if (m_state.config.credential.isEmpty())
        return settle(TokenState::None, tokenSentence(TokenState::None, {}));
    if (const QString refusal = credentialRefusal(m_state.config); !refusal.isEmpty())
        return settle(TokenState::Unreadable, refusal);
    m_calls.cancelAll(); // whoever waits for another portal's token to go need not wait any more
    m_poller.start();
}

void AccountWatch::settle(TokenState token, const QString &words)
{
    if (m_state.token == token)
        return;
    m_state.token = token;
    m_state.tokenWords = words;
    m_state.tokenSince = m_clock.now();
    emit tokenJudged(state());
}

void AccountWatch::pause()
{
    m_started = false;
    m_poller.stop();
    m_calls.cancelAll();
}

void AccountWatch::pollNow()
{
    if (!m_started)
        return;
    start();
    m_poller.pollNow();
}

void AccountWatch::credentialChanged()
{
    m_token.drop();
    m_state.credential = m_token.record();
    pollNow();
}

void AccountWatch::take(const HubSpotAnswer &answer)
{
    const TokenState before = m_state.token;
    m_state = stateAfter(std::move(m_state), answer);
    countCalls();
    takeQuota();
    plan();
    if (answer.question == HubSpotQuestion::Details)
        m_state.next = answer.at + m_interval;
    if (answer.details)
        m_detailsAt = m_clock.uptime();
    tellToken(before, answer.at);
    if (m_state.token == TokenState::WrongPortal) {
        m_poller.stop();
        m_calls.cancelAll();
        m_clock.after(wrongPortalAgain, m_calls.context(), [this] { m_poller.start(); });
    } else if (answer.details) {
        m_token.accepted(*answer.details, answer.at, m_client.http());
    }
    if (answer.audit)
        tellAudit();
    if (answer.question == HubSpotQuestion::Details)
        measure(answer);
    emit changed();
}

void AccountWatch::takeQuota()
{
    const TimePoint now = m_clock.now();
    const RateHeaders &live = m_client.live();
    const std::optional<DailyUsage> &usage = m_state.usage;
    const bool byHeaders = live.daily && live.dailyRemaining;
    if (!byHeaders && !usage)
        return;
    const Duration offset = m_state.details ? m_state.details->utcOffset : Duration::zero();
    const TimePoint at = byHeaders ? m_client.liveAt().value_or(now) : usage->collectedAt.value_or(now);
    // The figures of another portal, or of a day that is over, are not this account's now.
    if (m_state.token == TokenState::WrongPortal || at < nextMidnight(now, offset) - 24h) {
        m_state.quota.reset();
        return;
    }
    TimePoint resetsAt
        = usage && usage->resetsAt && *usage->resetsAt > now ? *usage->resetsAt : nextMidnight(now, offset);
    m_client.setResetsAt(resetsAt);
    const std::int64_t limit = byHeaders ? *live.daily : usage->limit;
    const std::int64_t used = byHeaders ? *live.daily - *live.dailyRemaining : usage->used;
    m_pace.add({.at = at, .used = double(used)});
    QuotaForecast forecast{.used = used, .limit = limit, .resetsAt = resetsAt, .at = at};
    forecast.from
        = byHeaders ? QStringLiteral("rate headers") : QStringLiteral("usage API (%1)").arg(fetchText(usage->fetch));
    if (const auto outlook = m_pace.outlook(double(limit), resetsAt, now)) {
        forecast.perHour = outlook->perHour;
        forecast.atReset = outlook->atReset;
        forecast.runsOutAt = outlook->runsOutAt;
    }
    m_state.quota = forecast;
}

void AccountWatch::tellToken(TokenState before, TimePoint at)
{
    if (before == m_state.token)
        return;
    emit tokenJudged(state());
    if (before == TokenState::NotYet && m_state.token == TokenState::Accepted)
        return; // as it should be: no event
    emit happened({.at = at,
                   .kind = Event::Kind::HubSpot,
                   .service = m_state.subject,
                   .subject = QStringLiteral("token"),
                   .from = tokenStateText(before),
                   .to = tokenStateText(m_state.token),
                   .text = QStringLiteral("token %1: %2").arg(tokenStateText(m_state.token), m_state.tokenWords)});
}

void AccountWatch::tellAudit()
{
    // What was there at the first look is history, not news.
    const std::optional<TimePoint> told = m_auditTold;
    for (const SecurityEvent &event : m_state.audit.events) {
        m_auditTold = std::max(m_auditTold.value_or(event.at), event.at);
        if (told && event.at > *told)
            tell("security", event.at, QStringLiteral("%1 by %2").arg(event.type, event.user));
    }
    if (!m_auditTold)
        m_auditTold = m_clock.now();
}

void AccountWatch::measure(const HubSpotAnswer &answer)
{
    PollResult result{.service = m_state.subject,
                      .endpoint = Endpoint::Metrics,
                      .at = answer.at,
                      .next = m_state.next.value_or(answer.next),
                      .took = answer.took};
    if (unheard(answer)) {
        result.error = answer.error;
    } else {
        const std::string text = metricsText();
        result.wireBytes = qint64(text.size());
        if (auto scrape = m_reader.read(text, TextFormat::Prometheus, answer.at))
            result.scrape = std::move(*scrape);
        else
            result.error = scrape.error();
    }
    emit polled(result);
}

void AccountWatch::countCalls()
{
    const TimePoint now = m_clock.now();
    const bool over = now >= m_dayEnds;
    if (over)
        m_state.cost.callsToday = 0;
    // What an earlier run knew of the portal's midnight holds until HubSpot tells; a clock set back moves it nearer.
    if (over || m_state.details || m_dayEnds > now + longestDay)
        m_dayEnds = nextMidnight(now, m_state.details ? m_state.details->utcOffset : Duration::zero());
    const std::int64_t calls = m_client.calls();
    m_state.cost.callsToday += calls - std::exchange(m_counted, calls);
    m_state.cost.legacyCalls = m_client.legacyCalls();
    const QJsonObject kept{{QStringLiteral("until"), double(m_dayEnds.time_since_epoch().count())},
                           {QStringLiteral("calls"), double(m_state.cost.callsToday)}};
    m_recorder.remember(callsKey(m_state.subject), QJsonDocument(kept).toJson(QJsonDocument::Compact));
}

void AccountWatch::restoreCalls()
{
    m_dayEnds = nextMidnight(m_clock.now(), Duration::zero());
    const auto stored = m_recorder.store().get(callsKey(m_state.subject));
    if (!stored)
        return;
    const QJsonObject kept = QJsonDocument::fromJson(*stored).object();
    const TimePoint until{Duration(qint64(kept[QStringLiteral("until")].toDouble()))};
    if (until <= m_clock.now() || until > m_clock.now() + longestDay)
        return;
    m_dayEnds = until;
    m_state.cost.callsToday = qint64(kept[QStringLiteral("calls")].toDouble());
}

void AccountWatch::plan()
{
    const HubSpotPlan plan
        = hubSpotPlan(m_state.config.interval, m_state.cost.budget, m_state.cost.callsToday, m_dayEnds - m_clock.now());
    m_state.cost.callsPerDay = plan.callsPerDay();
    m_state.cost.slowed = plan.slowed;
    m_interval = m_state.token == TokenState::WrongPortal ? wrongPortalAgain : plan.details;
    m_poller.setPlan(plan);
}

void AccountWatch::age()
{
    const TimePoint now = m_clock.now();
    const TokenState before = m_state.token;
    // By both clocks: the monotonic one may not count a night's sleep, and the wall clock may be set back.
    const TimePoint byUptime = m_state.verifiedAt.value_or(now) + (m_clock.uptime() - m_detailsAt);
    m_state = agedState(std::move(m_state), std::max(now, byUptime), m_interval);
    const bool aged = before != m_state.token;
    const bool newDay = now >= m_dayEnds;
    if (newDay) {
        countCalls();
        takeQuota();
        plan();
    }
    if (aged) {
        m_state.tokenSince = now;
        tellToken(before, now);
    }
    if (aged || newDay)
        emit changed();
}

AccountState AccountWatch::state() const
{
    AccountState state = m_state;
    state.limiter = m_client.limiter();
    state.failures = m_client.failures();
    state.live = m_client.live();
    state.liveAt = m_client.liveAt();
    return state;
}

std::string AccountWatch::metricsText() const
{
    return m_metrics.text().toStdString() + accountGauges({state()}, m_status, false);
}

} // namespace hubwatch
