// FakeReader: a credential that a test sets, answered later.
#pragma once

#include "base/clock.h"
#include "vault/credential_reader.h"

namespace hubwatch::testing {

class FakeReader : public CredentialReader
{
public:
    explicit FakeReader(Clock &clock)
        : m_clock(clock)
    { }

    void read(const CredentialRef &, QObject *context, Reply reply) override
    {
        ++reads;
        const Result<Secret> answer
            = failure ? Result<Secret>(tl::unexpected(*failure)) : Result<Secret>(Secret::copyOf(token));
        m_clock.after(Duration::zero(), context, [answer, reply = std::move(reply)] { reply(answer); });
    }

    QByteArray token = "pat-na1-12345678-1234-1234-1234-123456789012";
    std::optional<Error> failure = {};
    int reads = 0;
    int drops = 0;

private:
    Clock &m_clock;
};

} // namespace hubwatch::testing
