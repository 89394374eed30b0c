#include "base/process_runner.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

TEST(ProcessRunnerTest, TellsAMissingProgramFromOtherTroubles)
{
    const Error missing = programMissing(QStringLiteral("aws"));
    EXPECT_EQ(missing.kind, Error::Kind::Storage);
    EXPECT_TRUE(missing.detail.contains(QStringLiteral("aws"))) << missing.detail.toStdString();
    EXPECT_TRUE(isProgramMissing(missing));
    EXPECT_FALSE(isProgramMissing({.kind = Error::Kind::Storage, .reach = Error::Reach::Timeout}));
    EXPECT_FALSE(isProgramMissing({.kind = Error::Kind::Rejected, .status = 404}));
}

} // namespace
} // namespace hubwatch
