#include "app/batch/job_guard.h"

#include "support/printers.h"

#include <QFile>
#include <QTemporaryDir>
#include <gtest/gtest.h>

using namespace hubwatch;

namespace {

Plan guardedPlan(JobOperation operation = JobOperation::Update)
{
    Plan plan{.rows = 200'000, .accepted = 199'000};
    plan.spec.operation = operation;
    plan.spec.portal = 4242;
    return plan;
}

BatchAccount guardedAccount()
{
    BatchAccount account{.accepted = true, .details = AccountDetails{.portal = 4242, .name = QStringLiteral("Acme")}};
    account.config.name = QStringLiteral("prod");
    return account;
}

BatchAccount guardedSandbox()
{
    BatchAccount account = guardedAccount();
    account.config.kind = AccountConfig::Kind::Sandbox;
    account.details->type = AccountDetails::Type::Sandbox;
    return account;
}

} // namespace

TEST(JobGuard, ProductionIsConfirmedByThePortalsIdOrName)
{
    struct Case {
        const char *typed;
        bool good;
    };
    for (const Case &one :
         {Case{"4242", true}, {" 4242 ", true}, {"acme", true}, {"", false}, {"yes", false}, {"424", false}})
        EXPECT_EQ(confirmationRefusal(guardedPlan(), guardedAccount(), QString::fromLatin1(one.typed)).isEmpty(),
                  one.good)
            << one.typed;
    EXPECT_EQ(confirmationRefusal(guardedPlan(), guardedAccount(), {}),
              QStringLiteral("this writes 199,000 rows to production portal 4242: type the portal's id to confirm "
                             "(--confirm 4242)"));
}

TEST(JobGuard, ReadingAndSandboxesNeedNoConfirmation)
{
    EXPECT_FALSE(needsConfirmation(guardedPlan(JobOperation::Read), guardedAccount()));
    Plan sandbox = guardedPlan();
    sandbox.spec.production = false;
    EXPECT_FALSE(needsConfirmation(sandbox, guardedSandbox()));
    EXPECT_EQ(confirmationRefusal(sandbox, guardedSandbox(), {}), QString());
}

TEST(JobGuard, WhoeverCallsItProductionIsBelieved)
{
    using Kind = AccountConfig::Kind;
    using Type = AccountDetails::Type;
    struct Case {
        bool planned;
        Kind kind;
        Type type;
        bool asks;
    };
    for (const Case &one : {Case{false, Kind::Sandbox, Type::Sandbox, false},
                            {false, Kind::Sandbox, Type::DeveloperTest, false},
                            {false, Kind::Sandbox, Type::Unknown, false},
                            {true, Kind::Sandbox, Type::Sandbox, true},
                            {false, Kind::Production, Type::Sandbox, true},
                            {false, Kind::Sandbox, Type::Standard, true}}) {
        Plan plan = guardedPlan();
        plan.spec.production = one.planned;
        BatchAccount account = guardedAccount();
        account.config.kind = one.kind;
        account.details->type = one.type;
        EXPECT_EQ(needsConfirmation(plan, account), one.asks) << one.planned << int(one.kind) << int(one.type);
        EXPECT_EQ(confirmationRefusal(plan, account, {}).isEmpty(), !one.asks);
        EXPECT_EQ(wasNeverConfirmed(plan, account), one.asks && !one.planned);
    }
}

TEST(JobGuard, AnAccountCanRefuseAJob)
{
    EXPECT_EQ(accountRefusal(guardedPlan(), guardedAccount()), QString());
    BatchAccount account = guardedAccount();
    account.config.readOnly = true;
    EXPECT_TRUE(accountRefusal(guardedPlan(), account).contains(QStringLiteral("read-only")));
    EXPECT_EQ(accountRefusal(guardedPlan(JobOperation::Read), account), QString()) << "reading is allowed";
    account = guardedAccount();
    account.config.batchCeiling = 100'000;
    EXPECT_EQ(accountRefusal(guardedPlan(), account),
              QStringLiteral("the job has 200,000 rows and account prod allows 100,000; split the file, or raise "
                             "batch_ceiling"));
    account = guardedAccount();
    account.details->portal = 7;
    EXPECT_TRUE(accountRefusal(guardedPlan(), account).contains(QStringLiteral("portal 4242")));
    account = guardedAccount();
    account.accepted = false;
    account.words = QStringLiteral("account prod: the token is refused");
    EXPECT_EQ(accountRefusal(guardedPlan(), account), account.words);
}

TEST(JobGuard, AFileThatChangedIsNotRun)
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("a.csv")));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("id\n1\n");
    file.close();
    JobInput input{.path = file.fileName(), .name = QStringLiteral("a.csv")};
    input.sha256 = fileSha256(input.path).value_or(QString());
    EXPECT_EQ(fileRefusal(input), QString());
    ASSERT_TRUE(file.open(QIODevice::Append));
    file.write("2\n");
    file.close();
    EXPECT_TRUE(fileRefusal(input).contains(QStringLiteral("has changed since it was planned")));
    QFile::remove(input.path);
    EXPECT_EQ(fileRefusal(input), QString()) << "the job has its own copy";
}
