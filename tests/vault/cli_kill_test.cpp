// Tools that are killed, hang or are missing, as real programs on PATH.
#include "base/qt_process_runner.h"
#include "support/printers.h"
#include "support/read_probe.h"
#include "vault/aws_reader.h"
#include "vault/gcp_reader.h"

#include <QFile>
#include <QTemporaryDir>

#ifdef Q_OS_UNIX

#include <csignal>

namespace hubwatch::testing {

namespace {

/// A PATH of one folder and the system's, where tools of a few lines stand in for the vendors'.
class ToolsOnPath : public ::testing::Test
{
protected:
    ToolsOnPath() { qputenv("PATH", folder.path().toLocal8Bit() + ":/usr/bin:/bin"); }
    ~ToolsOnPath() override { qputenv("PATH", before); }

    void tool(const char *name, const QByteArray &script)
    {
        QFile file(folder.filePath(QString::fromLatin1(name)));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write("#!/bin/sh\n" + script);
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

    QByteArray before = qgetenv("PATH");
    QTemporaryDir folder;
    QtProcessRunner processes;
};

TEST_F(ToolsOnPath, GcloudIsAskedInItsOwnWords)
{
    tool("gcloud",
         "[ \"$*\" = 'secrets versions access 3 --secret=s --project=p' ] || exit 9\n"
         "[ \"$CLOUDSDK_CORE_DISABLE_PROMPTS\" = 1 ] || exit 8\n"
         "printf '{\"T\": \"pat-na1-gcp\", \"U\": 1}'\n");
    GcpReader reader(processes);
    EXPECT_EQ(readNow(reader, "gcp-sm:projects/p/secrets/s/versions/3#T"), "pat-na1-gcp");
    tool("gcloud", "echo 'ERROR: (gcloud.secrets.versions.access) NOT_FOUND: pat-na1-x' >&2; exit 1\n");
    EXPECT_EQ(
        readNow(reader, "gcp-sm:projects/p/secrets/s"),
        "error: gcp-sm:projects/p/secrets/s: gcloud ended with exit code 1: there is no such secret or version in this "
        "project; check the reference");
}

TEST_F(ToolsOnPath, AToolKilledMidReadIsToldAsSuch)
{
    tool("aws",
         "echo $$ > " + folder.path().toUtf8() + "/pid\nprintf '{\"SecretString\": \"pat-na1-half'\nexec sleep 60\n");
    AwsReader reader(processes, [](const QString &) { return std::nullopt; });
    ReadProbe probe(reader, "aws-sm:s");
    int pid = 0;
    ASSERT_TRUE(QTest::qWaitFor([&] {
        QFile file(folder.filePath(QStringLiteral("pid")));
        pid = file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toInt() : 0;
        return pid > 0;
    }));
    ASSERT_EQ(::kill(pid, SIGKILL), 0);
    ASSERT_TRUE(probe.wait());
    EXPECT_EQ(probe.text(), "error: aws-sm:s: aws: crashed, or was killed by somebody else");
}

TEST_F(ToolsOnPath, AMissingToolNamesItsPackage)
{
    qputenv("PATH", folder.path().toLocal8Bit());
    GcpReader gcp(processes);
    EXPECT_TRUE(
        readNow(gcp, "gcp-sm:projects/p/secrets/s").contains("gcloud was not found on Hubwatch's PATH; install"));
    AwsReader aws(processes, [](const QString &) { return std::nullopt; });
    EXPECT_TRUE(readNow(aws, "aws-sm:s").contains("aws was not found on Hubwatch's PATH; install"));
}

} // namespace

} // namespace hubwatch::testing

#endif
