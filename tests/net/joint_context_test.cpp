#include "net/joint_context.h"

#include <QObject>
#include <QPointer>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

TEST(JointContext, DiesWithEither)
{
    auto mine = std::make_unique<QObject>();
    auto theirs = std::make_unique<QObject>();
    QPointer<QObject> joint = jointContext(mine.get(), theirs.get());
    ASSERT_TRUE(joint);
    theirs.reset();
    EXPECT_FALSE(joint);

    theirs = std::make_unique<QObject>();
    joint = jointContext(mine.get(), theirs.get());
    mine.reset();
    EXPECT_FALSE(joint);
    theirs.reset(); // and nobody deletes it twice
}

} // namespace
} // namespace hubwatch
