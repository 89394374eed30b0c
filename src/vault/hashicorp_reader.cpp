#include "vault/hashicorp_reader.h"

#include "vault/credential_answer.h"

#include <QPointer>

namespace hubwatch {

struct HashiCorpReader::Call {
    CredentialRef ref;
    HashiCorpSettings settings;
    QObject *context; ///< alive whenever a callback of ours runs
    Reply reply;
};

HashiCorpReader::HashiCorpReader(HttpClient &http, Clock &clock, Environment environment, QString tokenFile)
    : m_http(http)
    , m_clock(clock)
    , m_environment(std::move(environment))
    , m_tokenFile(std::move(tokenFile))
{ }

void HashiCorpReader::read(const CredentialRef &ref, QObject *context, Reply reply)
{
    Result<HashiCorpSettings> settings = hashiCorpSettings(m_environment, m_tokenFile);
    if (!settings)
        return answerLater(context, std::move(reply), located(ref, tl::unexpected(settings.error())));
    const auto call = std::make_shared<Call>(Call{ref, std::move(*settings), context, std::move(reply)});
    if (!call->settings.token.isEmpty())
        ask(call, call->settings.token, false);
    else if (loggedIn(call->settings))
        ask(call, m_login->token, true);
    else
        logIn(call);
}

void HashiCorpReader::logIn(const std::shared_ptr<Call> &call)
{
    const QPointer<QObject> alive(m_calls.context());
    m_http.send(hashiCorpLoginRequest(call->settings), call->context, [this, alive, call](Result<HttpResponse> answer) {
        if (!alive)
            return;
        Result<HashiCorpLogin> login = hashiCorpLogin(call->settings, std::move(answer));
        if (!login)
            return call->reply(located(call->ref, tl::unexpected(login.error())));
        m_login = {.settings = call->settings, .token = login->token};
        if (login->lease)
            m_login->until = m_clock.uptime() + *login->lease * 9 / 10;
        ask(call, login->token, false);
    });
}

void HashiCorpReader::ask(const std::shared_ptr<Call> &call, const Secret &token, bool mayLogInAgain)
{
    const QPointer<QObject> alive(m_calls.context());
    m_http.send(hashiCorpKvRequest(call->settings, token, call->ref.place), call->context,
                [this, alive, call, mayLogInAgain](Result<HttpResponse> answer) {
                    if (!alive)
                        return;
                    if (!answer && answer.error().status == 403 && mayLogInAgain)
                        return logIn(call);
                    call->reply(hashiCorpSecret(call->settings, call->ref, std::move(answer)));
                });
}

bool HashiCorpReader::loggedIn(const HashiCorpSettings &settings) const
{
    return m_login && m_login->settings == settings && (!m_login->until || m_clock.uptime() < *m_login->until);
}

} // namespace hubwatch
