#include "vault/aws_reader.h"

#include "support/fake_processes.h"
#include "support/printers.h"
#include "support/read_probe.h"

#include <QMap>

namespace hubwatch::testing {

namespace {

std::optional<QByteArray> noEnvironment(const QString &)
{
    return std::nullopt;
}

QStringList awsArguments(const char *reference, const Environment &environment = noEnvironment)
{
    return awsRequest(parseCredentialRef(QString::fromLatin1(reference)).value_or(CredentialRef{}), environment)
        .arguments;
}

TEST(AwsRequestTest, AsksForTheSecretWithoutPagerOrPrompt)
{
    const ProcessRequest request
        = awsRequest({CredentialRef::Source::AwsSecretsManager, QStringLiteral("prod/hubspot"), {}}, noEnvironment);
    EXPECT_EQ(request.program, QStringLiteral("aws"));
    EXPECT_EQ(request.arguments.join(u' '),
              QStringLiteral("secretsmanager get-secret-value --secret-id=prod/hubspot --output json"));
    EXPECT_EQ(request.environment,
              (std::map<QString, QString>{{QStringLiteral("AWS_PAGER"), QString()},
                                          {QStringLiteral("AWS_CLI_AUTO_PROMPT"), QStringLiteral("off")}}));
    EXPECT_EQ(request.timeout, 30s);
}

TEST(AwsRequestTest, TakesTheRegionFromAnArn)
{
    const QStringList arguments = awsArguments("aws-sm:arn:aws:secretsmanager:eu-west-1:1:secret:prod-AbCdEf#T");
    ASSERT_TRUE(arguments.contains(QStringLiteral("--region")));
    EXPECT_EQ(arguments.value(arguments.indexOf(QStringLiteral("--region")) + 1), QStringLiteral("eu-west-1"));
}

TEST(AwsRequestTest, TakesTheEndpointFromTheEnvironment)
{
    QMap<QString, QByteArray> variables{{QStringLiteral("AWS_ENDPOINT_URL"), "http://127.0.0.1:1"}};
    const Environment environment = [&](const QString &name) {
        return variables.contains(name) ? std::optional(variables.value(name)) : std::nullopt;
    };
    EXPECT_EQ(awsArguments("aws-sm:s", environment).last(), QStringLiteral("http://127.0.0.1:1"));
    variables.insert(QStringLiteral("AWS_ENDPOINT_URL_SECRETS_MANAGER"), "http://127.0.0.1:2");
    EXPECT_EQ(awsArguments("aws-sm:s", environment).last(), QStringLiteral("http://127.0.0.1:2"));
}

TEST(AwsReaderTest, PicksTheKeyOfTheSecretString)
{
    FakeProcesses processes;
    AwsReader reader(processes, noEnvironment);
    ReadProbe probe(reader, "aws-sm:prod#T");
    ASSERT_TRUE(processes.answer(printed(R"({"Name": "prod", "SecretString": "{\"T\": \"pat-na1-1\"}"})")));
    EXPECT_EQ(probe.text(), "pat-na1-1");
}

struct AwsAnswerCase {
    const char *name;
    int exitCode;
    const char *words;  ///< on standard error, or on standard output when the exit code is 0
    const char *expect; ///< a part of the error
};

class AwsAnswerTest : public ::testing::TestWithParam<AwsAnswerCase>
{ };

TEST_P(AwsAnswerTest, IsASentence)
{
    FakeProcesses processes;
    AwsReader reader(processes, noEnvironment);
    ReadProbe probe(reader, "aws-sm:prod#T");
    const AwsAnswerCase &given = GetParam();
    ASSERT_TRUE(processes.answer(given.exitCode == 0 ? printed(given.words) : failedWith(given.exitCode, given.words)));
    const QByteArray said = probe.text();
    EXPECT_TRUE(said.startsWith("error: aws-sm:prod#T: ")) << said.toStdString();
    EXPECT_TRUE(said.contains(given.expect)) << said.toStdString();
    EXPECT_FALSE(said.contains("pat-")) << said.toStdString();
    EXPECT_EQ(said.contains("aws ended with exit code " + QByteArray::number(given.exitCode)), given.exitCode != 0)
        << said.toStdString();
}

// Words as the tool says them: version 2.9.19 where it could be made to, else from its sources.
INSTANTIATE_TEST_SUITE_P(
    Answers, AwsAnswerTest,
    ::testing::Values(
        AwsAnswerCase{
            "NotFound", 254,
            "\nAn error occurred (ResourceNotFoundException) when calling the GetSecretValue operation: Secrets "
            "Manager can't find the specified secret.\n",
            "no secret of that name in this account and region; check its name, AWS_REGION"},
        AwsAnswerCase{
            "Denied", 254,
            "An error occurred (AccessDeniedException) when calling the GetSecretValue operation: User: "
            "arn:aws:iam::1:user/u is not authorized to perform: secretsmanager:GetSecretValue on resource: prod",
            "allow it secretsmanager:GetSecretValue"},
        AwsAnswerCase{"Kms", 254, "(AccessDeniedException) when calling ...: Access to KMS is not allowed",
                      "kms:Decrypt"},
        AwsAnswerCase{"Throttled", 254,
                      "An error occurred (ThrottlingException) ... (reached max retries: 2): Rate exceeded",
                      "throttling"},
        AwsAnswerCase{
            "Deleted", 254,
            "An error occurred (InvalidRequestException) when calling the GetSecretValue operation: You can't "
            "perform this operation on the secret because it was marked for deletion.",
            "marked for deletion; restore it"},
        AwsAnswerCase{"ExpiredKeys", 254, "An error occurred (ExpiredTokenException) when calling ...",
                      "aws sso login"},
        AwsAnswerCase{"Clock", 254,
                      "An error occurred (InvalidSignatureException) ...: Signature expired: 2026 is now earlier",
                      "the clock of this machine is wrong"},
        AwsAnswerCase{"UnknownKey", 254, "An error occurred (UnrecognizedClientException) ...",
                      "does not know this access key"},
        AwsAnswerCase{"NoCredentials", 253,
                      "\nUnable to locate credentials. You can configure credentials by running \"aws configure\".\n",
                      "has no credentials; run \"aws configure\""},
        AwsAnswerCase{"NoRegion", 253, "\nYou must specify a region. You can also configure your region by running ...",
                      "knows no region; set AWS_REGION"},
        AwsAnswerCase{"NoProfile", 255, "\nThe config profile (zzz) could not be found\n",
                      "AWS_PROFILE does not exist"},
        AwsAnswerCase{"NoSso", 255, "\nError loading SSO Token: Token for https://x.awsapps.com/start does not exist\n",
                      "run \"aws sso login\""},
        AwsAnswerCase{
            "SsoExpired", 255,
            "The SSO session associated with this profile has expired or is otherwise invalid. To refresh this "
            "SSO session run aws sso login with the corresponding profile.",
            "the SSO session has expired; run \"aws sso login\""},
        AwsAnswerCase{"SsoRefresh", 255, "Error when retrieving token from sso: Token has expired and refresh failed",
                      "the SSO session has expired"},
        AwsAnswerCase{"Mfa", 255,
                      "Warning: Password input may be echoed.\nEnter MFA code for arn:aws:iam::1:mfa/u: \n\n",
                      "asks for an MFA code"},
        AwsAnswerCase{"Unreachable", 255, "\nCould not connect to the endpoint URL: \"http://127.0.0.1:9/\"\n",
                      "cannot be reached; check the network"},
        AwsAnswerCase{"Silent", 255,
                      "Read timeout on endpoint URL: \"https://secretsmanager.us-east-1.amazonaws.com/\"",
                      "does not answer"},
        AwsAnswerCase{"Certificate", 255, "SSL validation failed for https://... [SSL: CERTIFICATE_VERIFY_FAILED]",
                      "AWS_CA_BUNDLE"},
        AwsAnswerCase{"Unknown", 255, "pat-na1-1 something new", "its words are not shown"},
        AwsAnswerCase{"Binary", 0, R"({"Name": "x", "SecretBinary": "cGF0"})", "the secret is binary"},
        AwsAnswerCase{"NotJson", 0, "pat-na1-1", "did not print JSON with SecretString"},
        AwsAnswerCase{"Cut", 0, "", "printed nothing, as it does when the connection is cut"},
        AwsAnswerCase{"KeyMissing", 0, R"({"SecretString": "{\"A\": \"pat-1\", \"B\": \"pat-2\"}"})",
                      "the JSON has no key T; it has the keys A, B"},
        AwsAnswerCase{"PlainWithKey", 0, R"({"SecretString": "pat-na1-1"})", "not a JSON object, so it has no key T"}),
    [](const auto &test) { return test.param.name; });

TEST(AwsReaderTest, SaysHowToInstallTheTool)
{
    FakeProcesses processes;
    AwsReader reader(processes, noEnvironment);
    ReadProbe probe(reader, "aws-sm:prod#T");
    ASSERT_TRUE(processes.answer(tl::unexpected(programMissing(QStringLiteral("aws")))));
    EXPECT_TRUE(probe.text().contains("awscli")) << probe.text().toStdString();
}

} // namespace

} // namespace hubwatch::testing
