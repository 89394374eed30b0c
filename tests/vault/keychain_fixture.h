// What the tests of KeychainStore share: a keychain that a test opens, locks and lets hang.
#pragma once

#include "vault/keychain_store.h"

#include "support/fake_keychain.h"
#include "support/manual_clock.h"
#include "support/printers.h"

#include <QCoreApplication>
#include <gtest/gtest.h>

namespace hubwatch::testing {

inline Secret token(const char *text)
{
    return Secret::copyOf(QByteArrayView(text));
}

class KeychainStoreTest : public ::testing::Test
{
protected:
    /// Lets everything happen that needs no time.
    void settle()
    {
        for (int round = 0; round < 20; ++round) {
            clock.advance(0ms);
            QCoreApplication::processEvents();
        }
    }
    SecretStore::Read heardRead(const QString &name)
    {
        return [this, name](const Result<Secret> &result) { note(name, result); };
    }
    SecretStore::Done heardDone(const QString &name)
    {
        return [this, name](const Result<void> &result) {
            note(name, result ? Result<Secret>() : tl::unexpected(result.error()));
        };
    }
    void note(const QString &name, const Result<Secret> &result)
    {
        heard << name;
        answers.push_back(result);
    }
    void read(const char *name)
    {
        store->read(QString::fromLatin1(name), &context, heardRead(QString::fromLatin1(name)));
    }
    void write(const char *name, const char *secret)
    {
        store->write(QString::fromLatin1(name), token(secret), &context, heardDone(QString::fromLatin1(name)));
    }
    void remove(const char *name)
    {
        store->remove(QString::fromLatin1(name), &context, heardDone(QString::fromLatin1(name)));
    }
    void lock()
    {
        probe.now.backend = VaultState::Backend::Locked;
        probe.now.words = QStringLiteral("the keyring is locked");
    }
    void unlock()
    {
        probe.now.backend = VaultState::Backend::Open;
        probe.now.words.clear();
    }

    ManualClock clock;
    FakeKeychainWire wire;
    FakeKeychainProbe probe;
    std::unique_ptr<KeychainStore> store
        = std::make_unique<KeychainStore>(wire, probe, clock, KeychainPatience{.look = 3s, .job = 20s});
    QObject context;
    QStringList heard;
    std::vector<Result<Secret>> answers;
};

} // namespace hubwatch::testing
