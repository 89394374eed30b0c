#include "vault/secret.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch::testing {

namespace {

TEST(SecretTest, RevealsWhatItWasGiven)
{
    const Secret secret(QByteArray("pat-na1-1"));
    EXPECT_EQ(secret.reveal(), QByteArrayView("pat-na1-1"));
    EXPECT_EQ(secret.size(), 9);
    EXPECT_FALSE(secret.isEmpty());
    EXPECT_TRUE(Secret().isEmpty());
    EXPECT_TRUE(Secret(QByteArray()).isEmpty());
}

TEST(SecretTest, TakesTheCallersCopyAway)
{
    QByteArray pasted("pat-na1-1");
    const Secret secret(std::move(pasted));
    EXPECT_TRUE(pasted.isEmpty());
}

TEST(SecretTest, LeavesABufferAloneThatOthersShare)
{
    QByteArray shared("pat-na1-1");
    const QByteArray other = shared;
    const Secret secret(std::move(shared));
    EXPECT_EQ(other, "pat-na1-1");
}

TEST(SecretTest, ComparesByContent)
{
    EXPECT_EQ(Secret(QByteArray("a")), Secret::copyOf("a"));
    EXPECT_FALSE(Secret(QByteArray("a")) == Secret(QByteArray("b")));
    EXPECT_FALSE(Secret(QByteArray("a")) == Secret(QByteArray("aa")));
    EXPECT_EQ(Secret(), Secret());
}

} // namespace

} // namespace hubwatch::testing
