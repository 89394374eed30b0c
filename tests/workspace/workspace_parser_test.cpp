#include "workspace/workspace_parser.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

WorkspaceResult parsed(const QByteArray &toml)
{
    return WorkspaceParser().read(parseToml(toml).value());
}

TEST(WorkspaceParser, LetsAnythingBeNamedBeforeItIsDescribed)
{
    EXPECT_TRUE(parsed("version = 1\n[[rules]]\nsignal = \"api.error_rate\"\nroutes = [\"r\"]\nservices = [\"s\"]\n"
                       "[[services]]\nname = \"s\"\nurl = \"http://a.test\"\naccount = \"p\"\n"
                       "[[routes]]\nname = \"r\"\n[[accounts]]\nname = \"p\"\n"));
}

TEST(WorkspaceParser, ReadsATableWithItsOwnHeader)
{
    const WorkspaceResult read = parsed("version = 1\n[[services]]\nname = \"s\"\nurl = \"http://a.test\"\n"
                                        "[services.metric_names]\nsync_jobs = \"jobs_total\"\n");
    ASSERT_TRUE(read);
    EXPECT_EQ(read->services[0].metricNames.syncJobs, "jobs_total");
    EXPECT_EQ(read->services[0].remapped, QStringList{QStringLiteral("sync_jobs")});
}

TEST(WorkspaceParser, TrustsAHostOnlyForTheAccountThatSaysSo)
{
    const QByteArray trusting = "version = 1\n[[accounts]]\nname = \"a\"\napi = \"https://proxy.test\"\n"
                                "trusted_hosts = [\"proxy.test\"]\n";
    EXPECT_TRUE(parsed(trusting));
    const WorkspaceResult other = parsed(trusting + "[[accounts]]\nname = \"b\"\napi = \"https://proxy.test\"\n");
    ASSERT_FALSE(other);
    ASSERT_EQ(other.error().size(), 1u);
    EXPECT_EQ(other.error()[0].key, QStringLiteral("accounts[1].api"));
}

TEST(WorkspaceParser, OffersNothingUnlessToldWhichPort)
{
    EXPECT_EQ(parsed("version = 1\n").value().console.endpointPort, 0);
    EXPECT_EQ(parsed("version = 1\n[console]\n").value().console.endpointPort, 0);
    EXPECT_EQ(parsed("version = 1\n[console]\nendpoint_port = 9464\n").value().console.endpointPort, 9464);
    for (const char *wrong : {"console = 9464\n", "[console]\nendpoint_port = 65536\n", "[console]\nport = 1\n",
                              "[[console]]\nendpoint_port = 1\n"})
        EXPECT_FALSE(parsed(QByteArray("version = 1\n") + wrong)) << wrong;
}

TEST(WorkspaceParser, CallsARouteWithoutAKindTheDesktop)
{
    EXPECT_EQ(parsed("version = 1\n[[routes]]\nname = \"me\"\n").value().routes[0].kind, Route::Kind::Desktop);
}

} // namespace
} // namespace hubwatch
