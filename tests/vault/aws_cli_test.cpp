// The real aws command beside a Secrets Manager of Python. Linux only: packaging/test installs Debian's.
#include "base/qt_process_runner.h"
#include "stand_in.h"
#include "support/printers.h"
#include "support/read_probe.h"
#include "vault/aws_reader.h"

#include <QFile>
#include <QMap>
#include <QTemporaryDir>

#ifdef Q_OS_LINUX

namespace hubwatch::testing {

namespace {

/// PATH with the first aws in front that runs: a version manager's stub may stand before it and not work.
QByteArray pathWithAws()
{
    const QByteArray path = qgetenv("PATH");
    for (const QByteArray &folder : (path + ":/usr/bin:/usr/local/bin").split(':')) {
        QProcess aws;
        aws.start(QString::fromLocal8Bit(folder) + QStringLiteral("/aws"), {QStringLiteral("--version")});
        if (aws.waitForFinished(30'000) && aws.exitStatus() == QProcess::NormalExit && aws.exitCode() == 0
            && aws.readAllStandardOutput().startsWith("aws-cli/2"))
            return folder + ':' + path;
    }
    return {};
}

/// Sets variables of our own environment, which the tool inherits, and puts them back.
class Variables
{
public:
    ~Variables()
    {
        for (auto entry = m_before.cbegin(); entry != m_before.cend(); ++entry)
            entry.value() ? qputenv(entry.key().constData(), *entry.value()) : qunsetenv(entry.key().constData());
    }
    void set(const QByteArray &name, const QByteArray &value)
    {
        if (!m_before.contains(name))
            m_before.insert(name,
                            qEnvironmentVariableIsSet(name.constData()) ? std::optional(qgetenv(name.constData()))
                                                                        : std::nullopt);
        qputenv(name.constData(), value);
    }
    void unset(const QByteArray &name)
    {
        set(name, {});
        qunsetenv(name.constData());
    }

private:
    QMap<QByteArray, std::optional<QByteArray>> m_before = {};
};

class AwsCliTest : public ::testing::Test
{
protected:
    void SetUp() override
    {
        static const QByteArray path = pathWithAws();
        ASSERT_FALSE(path.isEmpty()) << "no aws of version 2 runs; packaging/test installs it (Debian package awscli)";
        variables.set("PATH", path);
        variables.set("HOME", folder.path().toLocal8Bit());
        variables.set("AWS_ENDPOINT_URL", server.url());
        variables.unset("AWS_ENDPOINT_URL_SECRETS_MANAGER");
        variables.set("AWS_EC2_METADATA_DISABLED", "true");
        variables.set("AWS_CONFIG_FILE", "/dev/null");
        variables.set("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
        variables.set("AWS_DEFAULT_REGION", "eu-west-1");
        variables.set("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
        variables.set("AWS_SECRET_ACCESS_KEY", "example");
        for (const char *name : {"AWS_PROFILE", "AWS_REGION", "AWS_SESSION_TOKEN"})
            variables.unset(name);
    }

    QByteArray said(const char *reference)
    {
        ReadProbe probe(reader, reference);
        EXPECT_TRUE(probe.wait(60'000)) << reference;
        return probe.text();
    }

    StandIn server{"secrets_manager.py"};
    QTemporaryDir folder;
    Variables variables;
    QtProcessRunner processes;
    AwsReader reader{processes, ownEnvironment};
};

TEST_F(AwsCliTest, ReadsASecretOrSaysWhyNot)
{
    EXPECT_EQ(said("aws-sm:prod/hubspot#HUBSPOT_ACCESS_TOKEN"), "pat-na1-from-aws");
    EXPECT_EQ(said("aws-sm:plain"), "pat-na1-plain");
    EXPECT_TRUE(said("aws-sm:prod/hubspot#TOKEN").endsWith("it has the keys HUBSPOT_ACCESS_TOKEN, note"));
    struct {
        const char *reference;
        const char *part;
    } const faults[]{
        {"aws-sm:none", "aws ended with exit code 254: there is no secret of that name in this account and region"},
        {"aws-sm:-x", "there is no secret of that name"},
        {"aws-sm:denied", "secretsmanager:GetSecretValue"},
        {"aws-sm:deleted", "marked for deletion"},
        {"aws-sm:skewed", "the clock of this machine is wrong"},
        {"aws-sm:binary", "the secret is binary"},
        {"aws-sm:cut", "printed nothing, as it does when the connection is cut"},
    };
    for (const auto &fault : faults)
        EXPECT_TRUE(said(fault.reference).contains(fault.part)) << said(fault.reference).toStdString();
}

TEST_F(AwsCliTest, SaysWhatItLacks)
{
    variables.unset("AWS_DEFAULT_REGION");
    EXPECT_TRUE(said("aws-sm:plain").contains("knows no region"));
    EXPECT_EQ(said("aws-sm:arn:aws:secretsmanager:eu-west-1:1:secret:plain"), "pat-na1-plain") << "an ARN has a region";
    variables.set("AWS_DEFAULT_REGION", "eu-west-1");
    variables.unset("AWS_ACCESS_KEY_ID");
    EXPECT_TRUE(said("aws-sm:plain").contains("has no credentials"));
}

TEST_F(AwsCliTest, NeverWaitsForAnMfaCodeOrABrowser)
{
    QFile config(folder.filePath(QStringLiteral("config")));
    ASSERT_TRUE(config.open(QIODevice::WriteOnly));
    config.write("[profile mfa]\nrole_arn=arn:aws:iam::1:role/r\nsource_profile=base\nmfa_serial=arn:aws:iam::1:mfa/u\n"
                 "[profile base]\naws_access_key_id=a\naws_secret_access_key=b\n"
                 "[profile sso]\nsso_start_url=https://x.awsapps.com/start\nsso_region=us-east-1\nsso_account_id=1\n"
                 "sso_role_name=r\n");
    config.close();
    variables.set("AWS_CONFIG_FILE", config.fileName().toLocal8Bit());
    variables.unset("AWS_ACCESS_KEY_ID");
    variables.unset("AWS_SECRET_ACCESS_KEY");
    variables.set("AWS_PROFILE", "mfa");
    EXPECT_TRUE(said("aws-sm:plain").contains("asks for an MFA code"));
    variables.set("AWS_PROFILE", "sso");
    EXPECT_TRUE(said("aws-sm:plain").contains("run \"aws sso login\""));
    variables.set("AWS_PROFILE", "gone");
    EXPECT_TRUE(said("aws-sm:plain").contains("AWS_PROFILE does not exist"));
}

TEST_F(AwsCliTest, SaysWhenTheServiceIsKilledMidRead)
{
    ReadProbe probe(reader, "aws-sm:hang");
    QTest::qWait(3000); // aws takes its second to get there; killed before, it says "cannot be reached", as after
    server.end();
    ASSERT_TRUE(probe.wait(60'000));
    const QByteArray text = probe.text();
    EXPECT_TRUE(text.contains("closed the connection before its answer") || text.contains("cannot be reached"))
        << text.toStdString();
}

} // namespace

} // namespace hubwatch::testing

#endif
