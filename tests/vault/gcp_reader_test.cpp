#include "vault/gcp_reader.h"

#include "support/fake_processes.h"
#include "support/printers.h"
#include "support/read_probe.h"

namespace hubwatch::testing {

namespace {

QString gcpArguments(const char *place)
{
    const std::optional<ProcessRequest> request = gcpRequest(QString::fromLatin1(place));
    return request ? request->arguments.join(u' ') : QStringLiteral("refused");
}

TEST(GcpRequestTest, NamesSecretProjectAndVersion)
{
    EXPECT_EQ(gcpArguments("projects/p/secrets/s"),
              QStringLiteral("secrets versions access latest --secret=s --project=p"));
    EXPECT_EQ(gcpArguments("projects/p/secrets/s/versions/7"),
              QStringLiteral("secrets versions access 7 --secret=s --project=p"));
    EXPECT_EQ(gcpArguments("projects/p/locations/europe-west3/secrets/s"),
              QStringLiteral("secrets versions access latest --secret=s --project=p --location=europe-west3"));
    for (const char *place : {"s", "projects/p", "projects/p/secrets/", "projects/p/secrets/s/versions/",
                              "projects/p/secrets/s/versions/--flag", "projects//secrets/s", "projects/p/secrets/s\n"})
        EXPECT_EQ(gcpArguments(place), QStringLiteral("refused")) << place;
}

TEST(GcpRequestTest, AsksForNoPromptAndNoLogFile)
{
    const ProcessRequest request = gcpRequest(QStringLiteral("projects/p/secrets/s")).value_or(ProcessRequest{});
    EXPECT_EQ(request.program, QStringLiteral("gcloud"));
    EXPECT_EQ(request.environment.at(QStringLiteral("CLOUDSDK_CORE_DISABLE_PROMPTS")), QStringLiteral("1"));
    EXPECT_EQ(request.environment.at(QStringLiteral("CLOUDSDK_CORE_DISABLE_FILE_LOGGING")), QStringLiteral("1"));
}

TEST(GcpReaderTest, ReadsTheTextOrAKeyOfIt)
{
    FakeProcesses processes;
    GcpReader reader(processes);
    ReadProbe whole(reader, "gcp-sm:projects/p/secrets/s");
    ASSERT_TRUE(processes.answer(printed("pat-na1-1\n")));
    EXPECT_EQ(whole.text(), "pat-na1-1");
    ReadProbe key(reader, "gcp-sm:projects/p/secrets/s#T");
    ASSERT_TRUE(processes.answer(printed(R"({"T": "pat-na1-2", "U": "x"})")));
    EXPECT_EQ(key.text(), "pat-na1-2");
}

TEST(GcpReaderTest, RefusesAnotherFormWithoutRunningAnything)
{
    FakeProcesses processes;
    GcpReader reader(processes);
    EXPECT_TRUE(
        readNow(reader, "gcp-sm:s").startsWith("error: gcp-sm:s: expected gcp-sm:projects/PROJECT/secrets/SECRET"));
    EXPECT_TRUE(processes.requests.empty());
}

struct GcpFaultCase {
    const char *name;
    const char *words;
    const char *expect;
};

class GcpFaultTest : public ::testing::TestWithParam<GcpFaultCase>
{ };

TEST_P(GcpFaultTest, IsASentence)
{
    FakeProcesses processes;
    GcpReader reader(processes);
    ReadProbe probe(reader, "gcp-sm:projects/p/secrets/s");
    ASSERT_TRUE(processes.answer(failedWith(1, GetParam().words)));
    const QByteArray said = probe.text();
    EXPECT_TRUE(said.startsWith("error: gcp-sm:projects/p/secrets/s: gcloud ended with exit code 1: "))
        << said.toStdString();
    EXPECT_TRUE(said.contains(GetParam().expect)) << said.toStdString();
}

INSTANTIATE_TEST_SUITE_P(
    Words, GcpFaultTest,
    ::testing::Values(
        GcpFaultCase{"NobodyLoggedIn",
                     "ERROR: (gcloud.secrets.versions.access) You do not currently have an active account selected.\n"
                     "Please run:\n\n  $ gcloud auth login\n",
                     "nobody is logged in; run \"gcloud auth login\""},
        GcpFaultCase{"Reauth", "Reauthentication required.\nERROR: cannot prompt during non-interactive execution.",
                     "the login has expired"},
        GcpFaultCase{"Withdrawn",
                     "There was a problem refreshing your current auth tokens: ('invalid_grant: Bad Request'",
                     "the login has expired or was withdrawn"},
        GcpFaultCase{
            "Disabled",
            "ERROR: (gcloud.secrets.versions.access) PERMISSION_DENIED: Secret Manager API has not been used in "
            "project p before or it is disabled.",
            "gcloud services enable"},
        GcpFaultCase{"Denied",
                     "ERROR: (gcloud.secrets.versions.access) PERMISSION_DENIED: Permission "
                     "'secretmanager.versions.access' denied",
                     "roles/secretmanager.secretAccessor"},
        GcpFaultCase{"NotFound",
                     "ERROR: (gcloud.secrets.versions.access) NOT_FOUND: Secret [s] not found or has no versions.",
                     "no such secret or version"},
        GcpFaultCase{"Destroyed", "FAILED_PRECONDITION: Secret Version [...] is in DESTROYED state.",
                     "disabled or destroyed"},
        GcpFaultCase{"Throttled", "RESOURCE_EXHAUSTED: Quota exceeded", "throttling"},
        GcpFaultCase{
            "Unreachable",
            "ERROR: gcloud crashed (ConnectionError): HTTPConnectionPool(host='127.0.0.1', port=9): Max retries "
            "exceeded ... Failed to establish a new connection: [Errno 111] Connection refused'))",
            "cannot be reached"},
        GcpFaultCase{"Unknown", "pat-na1-1", "its words are not shown"}),
    [](const auto &test) { return test.param.name; });

} // namespace

} // namespace hubwatch::testing
