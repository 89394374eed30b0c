#include "base/wipe.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

TEST(WipeTest, LeavesZeros)
{
    QByteArray bytes("pat-na1-1");
    wipe(bytes.data(), bytes.size());
    EXPECT_EQ(bytes, QByteArray(9, '\0'));
}

TEST(WipeTest, EmptiesAnArray)
{
    QByteArray bytes("pat-na1-1");
    wipe(bytes);
    EXPECT_TRUE(bytes.isEmpty());
}

TEST(WipeTest, EmptiesAText)
{
    QString text = QStringLiteral("pat-na1-1");
    text += u'2'; // bytes of its own
    wipe(text);
    EXPECT_TRUE(text.isEmpty());
}

TEST(WipeTest, LeavesABufferAloneThatOthersShare)
{
    QByteArray bytes("pat-na1-1");
    const QByteArray other = bytes;
    wipe(bytes);
    EXPECT_TRUE(bytes.isEmpty());
    EXPECT_EQ(other, "pat-na1-1");
}

} // namespace
} // namespace hubwatch
