#include "app/accounts/credential_work.h"

#include "app/accounts/lone_credentials.h"
#include "base/system_clock.h"
#include "sim/sim_hubspot.h"
#include "support/memory_secrets.h"
#include "support/printers.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch::testing {

namespace {

using WorkCommand = CredentialOutcome::Command;
const QString workReference = QStringLiteral("keychain:prod");

class CredentialWorkTest : public ::testing::Test
{
protected:
    void SetUp() override
    {
        ASSERT_TRUE(hubspot.listen(0));
        Workspace workspace;
        workspace.accounts = {{.name = QStringLiteral("prod"), .credential = workReference, .api = hubspot.url()}};
        lone = std::make_unique<LoneCredentials>(vault, clock, workspace,
                                                 folder.filePath(QStringLiteral("hubwatch.toml")), folder.path());
        work = std::make_unique<CredentialWork>(lone->tools(), folder.path());
        QObject::connect(work.get(), &CredentialWork::done, &context,
                         [this](const CredentialOutcome &outcome) { outcomes.push_back(outcome); });
        QObject::connect(work.get(), &CredentialWork::leakReported, &context,
                         [this](const LeakReport &report) { reports.push_back(report); });
        QObject::connect(work.get(), &CredentialWork::credentialChanged, &context,
                         [this](const QString &reference) { changed << reference; });
    }
    StoreCredential good() const
    {
        return {.name = QStringLiteral("prod"),
                .account = QStringLiteral("prod"),
                .secret = Secret::copyOf(hubspot.token().toLatin1())};
    }
    bool answered(size_t count)
    {
        return QTest::qWaitFor([&] { return outcomes.size() >= count; }, 10'000);
    }
    /// As the account's client would answer, but with the token under test.
    AccountState account(const QString &token)
    {
        vault.secrets[QStringLiteral("prod")] = Secret::copyOf(token.toLatin1());
        return {.config = lone->workspace().accounts[0], .credential = {.reference = workReference}};
    }
    QByteArray reportText() const
    {
        QFile file(reports.at(0).path);
        return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
    }

    SystemClock clock;
    SimHubSpot hubspot{clock, 7, 4242};
    QTemporaryDir folder;
    MemorySecrets vault;
    std::unique_ptr<LoneCredentials> lone;
    std::unique_ptr<CredentialWork> work;
    std::vector<CredentialOutcome> outcomes;
    std::vector<LeakReport> reports;
    QStringList changed;
    QObject context;
};

TEST_F(CredentialWorkTest, DoesOneJobAfterTheOther)
{
    work->store(good());
    work->verify(workReference);
    work->rotate({.reference = QStringLiteral("aws-sm:x"), .step = RotationStep::Store}); // ends within its start
    work->remove(workReference);
    EXPECT_TRUE(outcomes.empty()) << "each is answered later";
    ASSERT_TRUE(answered(4));
    EXPECT_EQ(outcomes[0].command, WorkCommand::Store);
    EXPECT_TRUE(outcomes[0].good) << outcomes[0].words.toStdString();
    EXPECT_TRUE(outcomes[1].good) << outcomes[1].words.toStdString() << ": what the first stored is there";
    EXPECT_FALSE(outcomes[2].good);
    EXPECT_TRUE(outcomes[3].good) << outcomes[3].words.toStdString();
    EXPECT_TRUE(vault.secrets.empty());
    EXPECT_EQ(changed.count(workReference), 3);
}

TEST_F(CredentialWorkTest, AJobThatEndsWithinItsStartIsAnsweredOnceAndTheNextGoesOn)
{
    work->store({.name = QStringLiteral("no such / name"), .secret = Secret::copyOf("x")});
    work->verify(QStringLiteral("not a reference"));
    ASSERT_TRUE(answered(2));
    EXPECT_FALSE(outcomes[0].good || outcomes[1].good);
    EXPECT_TRUE(changed.isEmpty()) << "nothing happened";
}

TEST_F(CredentialWorkTest, DiesWithAJobOutAndOthersWaiting)
{
    work->store(good());
    work->verify(workReference);
    QCoreApplication::processEvents(); // begun
    work.reset();
    QTest::qWait(1);
    EXPECT_TRUE(outcomes.empty());
}

TEST_F(CredentialWorkTest, MayBeDeletedByASlot)
{
    QObject::connect(work.get(), &CredentialWork::credentialChanged, &context, [this] { work.reset(); });
    work->store(good());
    work->verify(workReference);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !work; }, 10'000));
    QCoreApplication::processEvents();
    EXPECT_TRUE(outcomes.empty());
}

TEST_F(CredentialWorkTest, GathersWhatToKnowWhenATokenMayHaveLeaked)
{
    ASSERT_TRUE(hubspot.control(QStringLiteral("tokens"), {}));
    AccountState state = account(hubspot.token());
    state.cost.callsToday = 12;
    work->drillLeak(state, {QStringLiteral("contacts-sync")});
    ASSERT_TRUE(QTest::qWaitFor([&] { return !reports.empty(); }, 10'000));
    EXPECT_EQ(reports[0].eventsProblem, QString());
    ASSERT_FALSE(reports[0].events.empty());
    EXPECT_EQ(reports[0].events[0].type, QStringLiteral("PRIVATE_APP_ACCESS_TOKEN_CREATE"));
    EXPECT_TRUE(reports[0].lastUses.contains(QStringLiteral("Today: 12 calls by this console.")));
    EXPECT_TRUE(reportText().contains("contacts-sync"));
    EXPECT_FALSE(reportText().contains(hubspot.token().toLatin1()));

    work->noteLeakStep(reports[0].path, QStringLiteral("rotated ") + hubspot.token());
    EXPECT_TRUE(outcomes.empty()) << "answered only when it failed";
    EXPECT_TRUE(reportText().contains("rotated"));
    EXPECT_FALSE(reportText().contains(hubspot.token().toLatin1())) << "a token pasted into a note";
}

TEST_F(CredentialWorkTest, ADrillWithoutTheScopeStillSaysWhatToDo)
{
    const auto weak
        = hubspot.control(QStringLiteral("tokens"), {{QStringLiteral("scopes"), QJsonArray{QStringLiteral("oauth")}}});
    ASSERT_TRUE(weak);
    work->drillLeak(account(weak->value(QStringLiteral("token")).toString()), {});
    ASSERT_TRUE(QTest::qWaitFor([&] { return !reports.empty(); }, 10'000));
    EXPECT_TRUE(reports[0].eventsProblem.contains(QStringLiteral("account-info.security.read")))
        << reports[0].eventsProblem.toStdString();
    EXPECT_FALSE(reports[0].steps.isEmpty());
    EXPECT_TRUE(QFile::exists(reports[0].path));
}

TEST_F(CredentialWorkTest, SaysWhenANoteCannotBeWritten)
{
    work->noteLeakStep(folder.filePath(QStringLiteral("none.md")), QStringLiteral("rotated"));
    ASSERT_EQ(outcomes.size(), 1u);
    EXPECT_EQ(outcomes[0].command, WorkCommand::NoteLeakStep);
    EXPECT_FALSE(outcomes[0].words.isEmpty());
}

TEST(LastUses, TellsAsMuchAsIsKnown)
{
    EXPECT_TRUE(lastUses({}).isEmpty());
    AccountState state;
    state.lastGood = TimePoint(1'764'000'000s);
    state.usage = DailyUsage{.used = 250};
    state.failures = {{.at = TimePoint(1'764'000'000s),
                       .call = QStringLiteral("GET /x"),
                       .error = {.cause = ApiError::Cause::TokenExpired, .correlationId = QStringLiteral("c-1")}}};
    const QStringList uses = lastUses(state);
    ASSERT_EQ(uses.size(), 3);
    EXPECT_TRUE(uses[0].startsWith(QStringLiteral("2025-11-24T16:00:00")));
    EXPECT_TRUE(uses[1].contains(QStringLiteral("250 calls by all private apps")));
    EXPECT_TRUE(uses[2].contains(QStringLiteral("c-1")));
}

} // namespace

} // namespace hubwatch::testing
