#include "app/batch/lone_account.h"

#include "app/accounts/account_judgement.h"
#include "hubspot/api_requests.h"

#include <algorithm>

namespace hubwatch {

namespace {

constexpr Duration askedAgain = 60s;

/// What is wrong with the details of an account that was planned as `config`; empty when nothing is.
QString detailsFault(const AccountConfig &config, const AccountDetails &details)
{
    if (config.portal != 0 && details.portal != config.portal)
        return QStringLiteral(
                   "account %1: its credential belongs to portal %2, the workspace says %3; use the right one")
            .arg(config.name)
            .arg(details.portal)
            .arg(config.portal);
    return {};
}

} // namespace

LoneAccount::LoneAccount(const QString &account, LoneCredentials &credentials, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
    const std::vector<AccountConfig> &known = credentials.workspace().accounts;
    const auto config = std::ranges::find(known, account, &AccountConfig::name);
    if (config == known.end())
        return;
    m_account = BatchAccount{.config = *config, .client = credentials.clientOf(account)};
    m_account->words = credentialRefusal(*config);
    if (config->credential.isEmpty())
        m_account->words = QStringLiteral("account %1 names no credential in the workspace").arg(account);
}

void LoneAccount::ask(std::function<void()> asked)
{
    m_asked = std::move(asked);
    if (!m_account || !m_account->words.isEmpty()) {
        m_clock.after(Duration::zero(), m_calls.context(), [this] { std::exchange(m_asked, {})(); });
        return;
    }
    m_account->client->http().send(accountDetailsRequest(m_account->config.api), m_calls.context(),
                                   [this](const Result<HttpResponse> &answer) { takeDetails(answer); });
}

void LoneAccount::takeDetails(const Result<HttpResponse> &answer)
{
    const auto details
        = answer.and_then([](const HttpResponse &response) { return parseAccountDetails(response.body); });
    if (details) {
        m_account->words = detailsFault(m_account->config, *details);
        m_account->accepted = m_account->words.isEmpty();
        m_account->details = *details;
        return askUsage();
    }
    const ApiError error = apiErrorOf(details.error());
    const TokenState state
        = details.error().kind == Error::Kind::Unauthorized ? TokenState::Refused : TokenState::Unseen;
    m_account->words = QStringLiteral("account %1: %2").arg(m_account->config.name, tokenSentence(state, error));
    m_account->accepted = false;
    if (m_asked)
        std::exchange(m_asked, {})();
}

void LoneAccount::askUsage()
{
    m_account->client->http().send(
        dailyUsageRequest(m_account->config.api), m_calls.context(), [this](const Result<HttpResponse> &answer) {
            const auto usage
                = answer.and_then([](const HttpResponse &response) { return parseDailyUsage(response.body); });
            if (usage) {
                m_account->resetsAt = usage->resetsAt;
                m_account->dailyLeft = usage->limit - usage->used;
                m_account->client->setResetsAt(usage->resetsAt);
            }
            if (m_asked)
                std::exchange(m_asked, {})();
            m_clock.after(askedAgain, m_calls.context(), [this] { askUsage(); });
        });
}

std::optional<BatchAccount> LoneAccount::now() const
{
    std::optional<BatchAccount> account = m_account;
    if (account && account->client && account->client->live().dailyRemaining)
        account->dailyLeft = account->client->live().dailyRemaining;
    return account;
}

} // namespace hubwatch
