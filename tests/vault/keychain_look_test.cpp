#include "vault/keychain_look.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch::testing {

namespace {

using Backend = VaultState::Backend;

struct LookCase {
    const char *name;
    Backend backend;
    bool asked;
    Duration again;
    const char *sentence;
};

class KeychainLookTest : public ::testing::TestWithParam<LookCase>
{ };

TEST_P(KeychainLookTest, DecidesWhatToDo)
{
    const KeychainLook look{
        .backend = GetParam().backend, .name = QStringLiteral("KWallet"), .words = QStringLiteral("so it is")};
    EXPECT_EQ(worthAsking(look.backend), GetParam().asked);
    EXPECT_EQ(lookAgainAfter(look.backend), GetParam().again);
    EXPECT_EQ(keychainSentence(look), QString::fromLatin1(GetParam().sentence));
}

INSTANTIATE_TEST_SUITE_P(
    States, KeychainLookTest,
    ::testing::Values(
        LookCase{"Unknown", Backend::Unknown, true, 30s, "The keychain has not been asked yet."},
        LookCase{"Open", Backend::Open, true, 60s, "KWallet: open."},
        LookCase{"Locked", Backend::Locked, false, 3s,
                 "KWallet: so it is; unlock it, or choose session memory (hubwatchctl token doctor --use session)."},
        LookCase{"Absent", Backend::Absent, false, 30s,
                 "KWallet: so it is; start a keychain service such as gnome-keyring or KWallet, or choose session "
                 "memory (hubwatchctl token doctor --use session)."},
        LookCase{"Slow", Backend::Slow, false, 3s,
                 "KWallet: so it is; answer its prompt if one stands open, or restart the keychain service, or choose "
                 "session memory (hubwatchctl token doctor --use session)."},
        LookCase{"Replaced", Backend::Replaced, true, 60s,
                 "KWallet: so it is; start the former one again, or enter the secrets anew, or choose session memory "
                 "(hubwatchctl token doctor --use session)."},
        LookCase{"Faulty", Backend::Faulty, true, 30s,
                 "KWallet: so it is; repair it, or choose session memory (hubwatchctl token doctor --use session)."}),
    [](const auto &test) { return test.param.name; });

TEST(KeychainRefusalTest, NamesTheCredentialTheReasonAndTheWaysOut)
{
    const Error error = keychainRefusal(QStringLiteral("prod"), {.backend = Backend::Absent});
    EXPECT_EQ(error.kind, Error::Kind::Storage);
    EXPECT_EQ(error.detail,
              u"keychain:prod: keychain: it is absent; start a keychain service such as gnome-keyring or KWallet, or "
              u"choose session memory (hubwatchctl token doctor --use session)");
}

TEST(KeychainSizeTest, KnowsTheOneKeychainWhoseLimitIsNear)
{
    EXPECT_TRUE(keychainSizeWords(QStringLiteral("Credential Manager")).contains(u"2,560"));
    EXPECT_FALSE(keychainSizeWords(QStringLiteral("KWallet")).contains(u"2,560"));
    EXPECT_TRUE(keychainSizeWords(QStringLiteral("KWallet")).contains(u"2,000 bytes"));
}

} // namespace

} // namespace hubwatch::testing
