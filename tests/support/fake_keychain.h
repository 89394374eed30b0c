// FakeKeychainWire and FakeKeychainProbe: a keychain that a test answers by hand, or lets answer by itself.
#pragma once

#include "vault/keychain_look.h"
#include "vault/keychain_wire.h"

#include <QMetaObject>
#include <QObject>
#include <QPointer>
#include <map>
#include <vector>

namespace hubwatch::testing {

class FakeKeychainWire : public KeychainWire
{
public:
    void begin(KeychainJob job, Reply reply) override
    {
        begun.push_back(job);
        replies.push_back(std::move(reply));
        if (byItself)
            answer(replies.size() - 1, perform(job));
    }

    /// The answer to the job of that number, from 0.
    void answer(size_t number, KeychainAnswer answer)
    {
        if (const Reply taken = std::exchange(replies[number], nullptr))
            taken(std::move(answer));
    }

    KeychainAnswer perform(const KeychainJob &job)
    {
        const auto found = secrets.find(job.name);
        switch (job.kind) {
        case KeychainJob::Kind::Read:
            if (found == secrets.end())
                return {.code = KeychainAnswer::Code::NotFound};
            return {.secret = found->second};
        case KeychainJob::Kind::Write: secrets[job.name] = job.secret; return {};
        case KeychainJob::Kind::Remove: secrets.erase(job.name); return {};
        }
        Q_UNREACHABLE();
    }

    bool byItself = true; ///< answers at once; otherwise a test calls answer()
    std::vector<KeychainJob> begun = {};
    std::vector<Reply> replies = {};
    std::map<QString, Secret> secrets = {};
};

/// Answers from the event loop what `look` says by then; keeps silent while `silent` is set.
class FakeKeychainProbe : public KeychainProbe
{
public:
    void look(QObject *context, Reply reply) override
    {
        ++looks;
        if (!silent)
            QMetaObject::invokeMethod(
                context, [this, reply = std::move(reply)] { reply(now); }, Qt::QueuedConnection);
    }

    KeychainLook now{.backend = VaultState::Backend::Open, .name = QStringLiteral("Secret Service (fake)")};
    bool silent = false;
    int looks = 0;
};

} // namespace hubwatch::testing
