// LoneAccount: one account for a batch job where no engine polls it.
#pragma once

#include "app/accounts/lone_credentials.h"
#include "app/batch/batch_account.h"

#include <QObject>

namespace hubwatch {

/// Asks HubSpot once whom the token belongs to and how the day stands, and then once a minute.
class LoneAccount : public QObject
{
    Q_OBJECT

public:
    /// `credentials` and `clock` outlive it.
    LoneAccount(const QString &account, LoneCredentials &credentials, Clock &clock, QObject *parent = nullptr);

    /// `asked` is called once, when the first answer is in, good or not.
    void ask(std::function<void()> asked);
    std::optional<BatchAccount> now() const;

private:
    void askUsage();
    void takeDetails(const Result<HttpResponse> &answer);

    Clock &m_clock;
    std::optional<BatchAccount> m_account = {};
    std::function<void()> m_asked = {};
    CallScope m_calls;
};

} // namespace hubwatch
