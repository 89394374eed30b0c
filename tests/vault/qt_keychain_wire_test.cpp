#include "vault/qt_keychain_wire.h"

#include "support/live_keyring.h"
#include "support/printers.h"

#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch::testing {

namespace {

using Code = KeychainAnswer::Code;

class OpenWireTest : public ::testing::Test
{
protected:
    KeychainAnswer answered(KeychainJob job)
    {
        std::optional<KeychainAnswer> answer;
        wire.begin(std::move(job), [&](KeychainAnswer given) { answer = std::move(given); });
        EXPECT_FALSE(answer) << "later";
        EXPECT_TRUE(QTest::qWaitFor([&] { return answer.has_value(); }, 10'000));
        return answer.value_or(KeychainAnswer{.code = Code::Failed});
    }
    KeychainAnswer read(const QString &name) { return answered({.kind = KeychainJob::Kind::Read, .name = name}); }
    KeychainAnswer write(const QString &name, const QByteArray &secret)
    {
        return answered({.kind = KeychainJob::Kind::Write, .name = name, .secret = Secret::copyOf(secret)});
    }
    KeychainAnswer remove(const QString &name) { return answered({.kind = KeychainJob::Kind::Remove, .name = name}); }

    QtKeychainWire wire;
    const QString prod = QStringLiteral("wire-prod");
};

TEST_F(OpenWireTest, WritesReadsReplacesAndRemoves)
{
    EXPECT_EQ(read(prod).code, Code::NotFound);
    for (const QByteArray &secret : {QByteArray("pat-na1-one"), QByteArray("p\xC3\xA4ssw\xC3\xB6rd"),
                                     QByteArray(2000, 'x'), QByteArray("{\"a\":\"b\"}")}) {
        EXPECT_EQ(write(prod, secret).code, Code::Done);
        const KeychainAnswer answer = read(prod);
        EXPECT_EQ(answer.code, Code::Done) << answer.words.toStdString();
        EXPECT_EQ(answer.secret, Secret::copyOf(secret));
    }
    EXPECT_EQ(remove(prod).code, Code::Done);
    EXPECT_EQ(read(prod).code, Code::NotFound);
}

TEST_F(OpenWireTest, RefusesWhatIsNoText)
{
    EXPECT_EQ(write(prod, QByteArray("\xFF\xFE", 2)).code, Code::Failed);
    EXPECT_EQ(read(prod).code, Code::NotFound);
}

// What the rest of the vault is built around; a keychain that becomes honest one day shows here.
TEST_F(OpenWireTest, IsLiedToByALockedKeyring)
{
    ASSERT_EQ(write(prod, "pat-na1-one").code, Code::Done);
    ASSERT_TRUE(lockKeyring());
    EXPECT_EQ(read(prod).code, Code::NotFound);
    EXPECT_EQ(remove(prod).code, Code::Done);
    EXPECT_EQ(write(prod, "pat-na1-two").code, Code::Denied);
    ASSERT_TRUE(unlockKeyring());
    EXPECT_EQ(read(prod).secret, Secret(QByteArray("pat-na1-one")));
    EXPECT_EQ(remove(prod).code, Code::Done);
}

} // namespace

} // namespace hubwatch::testing
