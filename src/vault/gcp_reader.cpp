#include "vault/gcp_reader.h"

#include "vault/cli_tool.h"
#include "vault/credential_answer.h"
#include "vault/json_secret.h"

#include <QRegularExpression>
#include <array>

namespace hubwatch {

namespace {

constexpr char gcpLogin[] = "run \"gcloud auth login\", or give Hubwatch a service account";
constexpr char gcpNetwork[] = "check the network and a proxy";

constexpr std::array gcpFaults{
    CliFault{"do not currently have an active account", "nobody is logged in", gcpLogin},
    CliFault{"Reauthentication", "the login has expired, and nobody can enter a password here", gcpLogin},
    CliFault{"cannot prompt during non-interactive", "it asks for something, and nobody can answer here", gcpLogin},
    CliFault{"refreshing your current auth tokens", "the login has expired or was withdrawn", gcpLogin},
    CliFault{"invalid_grant", "the login has expired or was withdrawn", gcpLogin},
    CliFault{"UNAUTHENTICATED", "the login is not accepted", gcpLogin},
    CliFault{"has not been used in project", "the Secret Manager API is not enabled in this project",
             "run \"gcloud services enable secretmanager.googleapis.com\""},
    CliFault{"SERVICE_DISABLED", "the Secret Manager API is not enabled in this project",
             "run \"gcloud services enable secretmanager.googleapis.com\""},
    CliFault{"not enabled on project", "the Secret Manager API is not enabled in this project",
             "run \"gcloud services enable secretmanager.googleapis.com\""},
    CliFault{"PERMISSION_DENIED", "this account may not read the secret",
             "grant it roles/secretmanager.secretAccessor, or choose another account"},
    CliFault{"FAILED_PRECONDITION", "this version of the secret is disabled or destroyed",
             "enable it, or add a new version"},
    CliFault{"NOT_FOUND", "there is no such secret or version in this project", "check the reference"},
    CliFault{"RESOURCE_EXHAUSTED", "Google Cloud is throttling requests of this project",
             "it is tried again later by itself"},
    CliFault{"INVALID_ARGUMENT", "this is no name Google Cloud accepts", "check the reference"},
    CliFault{"UNAVAILABLE", "the Secret Manager is not available", "it is tried again later by itself"},
    CliFault{"Failed to establish a new connection", "the Secret Manager cannot be reached", gcpNetwork},
    CliFault{"ConnectionError", "the Secret Manager cannot be reached, or closed the connection", gcpNetwork},
    CliFault{"Unable to find the server", "the Secret Manager cannot be reached", gcpNetwork},
    CliFault{"CERTIFICATE_VERIFY_FAILED", "the certificate of the Secret Manager is not trusted",
             "name the proxy's CA with \"gcloud config set core/custom_ca_certs_file\""},
    CliFault{"must have Python", "it finds no Python it can run with", "set CLOUDSDK_PYTHON"},
};

constexpr CliTool gcpTool{"gcloud", "install the Google Cloud CLI (google-cloud-cli)", "gcloud auth list", gcpFaults};

} // namespace

std::optional<ProcessRequest> gcpRequest(const QString &place)
{
    static const QRegularExpression form(QStringLiteral("\\Aprojects/([^/\\s]+)/(?:locations/([^/\\s]+)/)?secrets/([^/"
                                                        "\\s]+)(?:/versions/([A-Za-z0-9][A-Za-z0-9_-]*))?\\z"));
    const QRegularExpressionMatch parts = form.match(place);
    if (!parts.hasMatch())
        return std::nullopt;
    const QString version = parts.captured(4).isEmpty() ? QStringLiteral("latest") : parts.captured(4);
    ProcessRequest request{
        .program = QStringLiteral("gcloud"),
        .arguments
        = {QStringLiteral("secrets"), QStringLiteral("versions"), QStringLiteral("access"), version,
           QStringLiteral("--secret=") + parts.captured(3), QStringLiteral("--project=") + parts.captured(1)},
        // Its log files would tell of each call.
        .environment = {{QStringLiteral("CLOUDSDK_CORE_DISABLE_PROMPTS"), QStringLiteral("1")},
                        {QStringLiteral("CLOUDSDK_CORE_DISABLE_FILE_LOGGING"), QStringLiteral("1")},
                        {QStringLiteral("CLOUDSDK_COMPONENT_MANAGER_DISABLE_UPDATE_CHECK"), QStringLiteral("1")}}};
    if (!parts.captured(2).isEmpty())
        request.arguments += QStringLiteral("--location=") + parts.captured(2);
    return request;
}

GcpReader::GcpReader(ProcessRunner &processes)
    : m_processes(processes)
{ }

void GcpReader::read(const CredentialRef &ref, QObject *context, Reply reply)
{
    std::optional<ProcessRequest> request = gcpRequest(ref.place);
    if (!request)
        return answerLater(context, std::move(reply),
                           tl::unexpected(credentialError(
                               ref,
                               QStringLiteral("expected gcp-sm:projects/PROJECT/secrets/SECRET, with "
                                              "/versions/VERSION at its end where another than the latest is "
                                              "meant"))));
    readThroughCli(m_processes, gcpTool, ref, std::move(*request), context, std::move(reply),
                   [key = ref.key](QByteArray &&output) { return secretIn(std::move(output), key); });
}

} // namespace hubwatch
