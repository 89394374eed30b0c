#include "vault/env_reader.h"

#include "support/printers.h"
#include "support/read_probe.h"

namespace hubwatch::testing {

namespace {

TEST(EnvReaderTest, ReadsOurOwnEnvironmentAtTheTimeOfTheCall)
{
    EnvReader reader(ownEnvironment);
    qunsetenv("HUBWATCH_TEST_TOKEN");
    EXPECT_TRUE(readNow(reader, "env:HUBWATCH_TEST_TOKEN")
                    .startsWith("error: env:HUBWATCH_TEST_TOKEN: the variable is not set; "));
    qputenv("HUBWATCH_TEST_TOKEN", "pat-na1-1\n");
    EXPECT_EQ(readNow(reader, "env:HUBWATCH_TEST_TOKEN"), "pat-na1-1");
    qputenv("HUBWATCH_TEST_TOKEN", "pat-na1-2");
    EXPECT_EQ(readNow(reader, "env:HUBWATCH_TEST_TOKEN"), "pat-na1-2");
    qunsetenv("HUBWATCH_TEST_TOKEN");
}

TEST(EnvReaderTest, TellsEmptyFromUnset)
{
    EnvReader reader([](const QString &) { return QByteArray("\n"); });
    EXPECT_EQ(readNow(reader, "env:T"), "error: env:T: the variable is set and empty");
}

} // namespace

} // namespace hubwatch::testing
