#include "vault/aws_reader.h"

#include "vault/cli_tool.h"
#include "vault/json_secret.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <array>

namespace hubwatch {

namespace {

constexpr char awsCheck[] = "aws sts get-caller-identity";
constexpr char logInAgain[] = "run \"aws sso login\" (with the profile Hubwatch uses) and try again";
constexpr char noAnswer[] = "check the network, the region, a proxy and AWS_ENDPOINT_URL";

// In the order of their telling: an error code of the service is certain, words of the tool come after.
constexpr std::array awsFaults{
    CliFault{"(ResourceNotFoundException)", "there is no secret of that name in this account and region",
             "check its name, AWS_REGION and AWS_PROFILE"},
    CliFault{"Access to KMS is not allowed", "the key that encrypts the secret may not be used by this identity",
             "allow it kms:Decrypt on that key"},
    CliFault{"(AccessDenied", "this identity may not read the secret",
             "allow it secretsmanager:GetSecretValue, or use another with AWS_PROFILE"},
    CliFault{"(ExpiredToken", "the login has expired", logInAgain},
    CliFault{"(RequestExpired)", "the login has expired, or the clock of this machine is wrong",
             "set the clock, then log in again"},
    CliFault{"Signature expired", "the clock of this machine is wrong", "set it by NTP"},
    CliFault{"Signature not yet current", "the clock of this machine is wrong", "set it by NTP"},
    CliFault{"(UnrecognizedClientException)", "AWS does not know this access key", "check the profile's credentials"},
    CliFault{"(InvalidClientTokenId)", "AWS does not know this access key", "check the profile's credentials"},
    CliFault{"(InvalidSignatureException)", "the secret access key does not belong to the access key",
             "check the profile's credentials"},
    CliFault{"Throttling", "AWS is throttling requests of this account", "it is tried again later by itself"},
    CliFault{"(RequestLimitExceeded)", "AWS is throttling requests of this account",
             "it is tried again later by itself"},
    CliFault{"(TooManyRequests", "AWS is throttling requests of this account", "it is tried again later by itself"},
    CliFault{"marked for deletion", "the secret is marked for deletion",
             "restore it (aws secretsmanager restore-secret) or name another"},
    CliFault{"(InvalidRequestException)", "the secret has no current value, or is marked for deletion",
             "give it one, or name another"},
    CliFault{"(DecryptionFailure)", "the secret cannot be decrypted", "check the KMS key that encrypts it"},
    CliFault{"(ValidationException)", "this is no name AWS accepts", "check the reference"},
    CliFault{"(InvalidParameterException)", "this is no name AWS accepts", "check the reference"},
    CliFault{"(InternalServiceError)", "AWS had a fault of its own", "it is tried again later by itself"},
    CliFault{"MFA code", "it asks for an MFA code, which nobody can enter here",
             "use a profile whose session lasts: SSO, or temporary credentials made with the code"},
    CliFault{"Assume Role MFA", "it asks for an MFA code, which nobody can enter here",
             "use a profile whose session lasts: SSO, or temporary credentials made with the code"},
    CliFault{"SSO session", "the SSO session has expired", logInAgain},
    CliFault{"SSO Token", "there is no SSO session", logInAgain},
    CliFault{"SSO access token", "the SSO session has expired", logInAgain},
    CliFault{"token from sso", "the SSO session has expired", logInAgain},
    CliFault{"Token has expired and refresh failed", "the SSO session has expired", logInAgain},
    CliFault{"The config profile", "the profile of AWS_PROFILE does not exist",
             "name one that \"aws configure list-profiles\" shows"},
    CliFault{"locate credentials", "it has no credentials",
             "run \"aws configure\" or \"aws configure sso\", or set AWS_PROFILE where Hubwatch is started from"},
    CliFault{"Partial credentials", "its credentials are incomplete", "check the profile's credentials"},
    CliFault{"must specify a region", "it knows no region",
             "set AWS_REGION, give the profile a region, or name the secret by its ARN"},
    CliFault{"connect to the endpoint", "the Secrets Manager cannot be reached", noAnswer},
    CliFault{"timeout on endpoint", "the Secrets Manager does not answer", noAnswer},
    CliFault{"Connection was closed", "the Secrets Manager closed the connection before its answer", noAnswer},
    CliFault{"connect to proxy", "the proxy cannot be reached", "check HTTPS_PROXY"},
    CliFault{"SSL validation failed", "the certificate of the Secrets Manager is not trusted",
             "name the proxy's CA with AWS_CA_BUNDLE"},
    CliFault{"unable to parse response", "what answered is not the Secrets Manager",
             "check AWS_ENDPOINT_URL, and whether a captive portal stands in between"},
};

constexpr CliTool awsTool{"aws", "install the AWS CLI, version 2 (Debian: awscli)", awsCheck, awsFaults};

/// arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME
QString regionOfArn(const QString &id)
{
    return id.startsWith(QLatin1StringView("arn:")) ? id.section(u':', 3, 3) : QString();
}

QString variable(const Environment &environment, const char *name)
{
    return QString::fromUtf8(environment(QString::fromLatin1(name)).value_or(QByteArray()));
}

} // namespace

ProcessRequest awsRequest(const CredentialRef &ref, const Environment &environment)
{
    ProcessRequest request{
        .program = QStringLiteral("aws"),
        .arguments = {QStringLiteral("secretsmanager"), QStringLiteral("get-secret-value"),
                      // In one word: a name that begins with '-' is no option then.
                      QStringLiteral("--secret-id=") + ref.place, QStringLiteral("--output"), QStringLiteral("json")},
        .environment
        = {{QStringLiteral("AWS_PAGER"), QString()}, {QStringLiteral("AWS_CLI_AUTO_PROMPT"), QStringLiteral("off")}}};
    if (const QString region = regionOfArn(ref.place); !region.isEmpty())
        request.arguments += {QStringLiteral("--region"), region};
    QString endpoint = variable(environment, "AWS_ENDPOINT_URL_SECRETS_MANAGER");
    if (endpoint.isEmpty())
        endpoint = variable(environment, "AWS_ENDPOINT_URL");
    if (!endpoint.isEmpty())
        request.arguments += {QStringLiteral("--endpoint-url"), endpoint};
    return request;
}

Result<Secret> awsSecret(QByteArray &&output, const QString &key)
{
    // What 2.9 does with an answer that is cut off on its way: nothing, and ends well.
    if (output.trimmed().isEmpty())
        return fail(Error::Kind::Storage,
                    QStringLiteral("aws ended well and printed nothing, as it does when the connection is cut; %1")
                        .arg(QLatin1StringView(noAnswer)));
    const QJsonObject answer = QJsonDocument::fromJson(output).object();
    wipe(output);
    const QJsonValue text = answer[QLatin1StringView("SecretString")];
    if (text.isString())
        return secretIn(text.toString().toUtf8(), key);
    if (answer.contains(QLatin1StringView("SecretBinary")))
        return fail(Error::Kind::Storage, QStringLiteral("the secret is binary; store it as text (SecretString)"));
    return fail(
        Error::Kind::Storage,
        QStringLiteral("aws ended well, but did not print JSON with SecretString; check that it is the AWS CLI"));
}

AwsReader::AwsReader(ProcessRunner &processes, Environment environment)
    : m_processes(processes)
    , m_environment(std::move(environment))
{ }

void AwsReader::read(const CredentialRef &ref, QObject *context, Reply reply)
{
    readThroughCli(m_processes, awsTool, ref, awsRequest(ref, m_environment), context, std::move(reply),
                   [key = ref.key](QByteArray &&output) { return awsSecret(std::move(output), key); });
}

} // namespace hubwatch
