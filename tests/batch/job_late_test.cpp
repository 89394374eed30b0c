// Requests that arrive after they were given up for lost, and creates of what is there already.
#include "batch/job_runner.h"

#include "job_run_fixture.h"

namespace hubwatch {
namespace {

using testing::hubspotError;
using testing::numberedPlan;
using testing::TinyHubSpot;
using Mishap = TinyHubSpot::Mishap;

class JobLateTest : public testing::JobRunFixture
{
protected:
    static bool creates(const HttpRequest &request)
    {
        return request.url.path().endsWith(QStringLiteral("/batch/create"));
    }
    static Mishap lost() { return {.answer = fail(Error::Kind::Offline, QStringLiteral("timed out"))}; }
    /// As HubSpot does: one that is there refuses the whole request.
    std::optional<Mishap> conflict(const HttpRequest &request) const
    {
        const QJsonArray inputs = TinyHubSpot::inputsOf(request);
        const bool isThere = std::ranges::any_of(inputs, [this](const QJsonValue &input) {
            const QJsonValue email = input[QStringLiteral("properties")][QStringLiteral("email")];
            return std::ranges::any_of(hubspot.records,
                                       [&](const auto &one) { return one.second[QStringLiteral("email")] == email; });
        });
        if (!isThere)
            return std::nullopt;
        return Mishap{.answer
                      = tl::unexpected(hubspotError(409, QStringLiteral("CONFLICT"),
                                                    QStringLiteral("Contact already exists"), Error::Kind::Rejected))};
    }
    /// Contacts as the rows write them.
    void arrive(const QJsonArray &inputs, TimePoint at)
    {
        for (const QJsonValue &input : inputs) {
            const QString id = QString::number(700'000 + int(hubspot.records.size()));
            hubspot.put(id, input[QStringLiteral("properties")].toObject());
            hubspot.born[id] = at;
        }
    }
    QStringList codesOf(Pile pile) const
    {
        QStringList codes;
        const std::vector<RowOutcome> outcomes = *journal->outcomes({.piles = {pile}});
        for (const RowOutcome &outcome : outcomes)
            codes << outcome.code;
        codes.removeDuplicates();
        return codes;
    }
};

TEST_F(JobLateTest, AnUpdateThatComesAfterItsReadBackIsTheJobsWithItsStateBefore)
{
    int writes = 0;
    int readsSince = 0;
    hubspot.script = [&](const HttpRequest &request) -> std::optional<Mishap> {
        if (!TinyHubSpot::isRead(request))
            return ++writes == 1 ? std::optional(lost()) : std::nullopt;
        if (writes == 0 || ++readsSince != 2) // the first one since is the read back: nothing is done yet
            return std::nullopt;
        for (std::int64_t row = 1; row <= 100; ++row)
            hubspot.put(QString::number(row), {{QStringLiteral("city"), QStringLiteral("Osaka %1").arg(row)}});
        return std::nullopt;
    };
    Plan wanted = numberedPlan(100);
    wanted.spec.keepsBefore = true;
    wanted.spec.skipsUnchanged = true;
    start(wanted);
    EXPECT_EQ(run(), Phase::Finished) << why().toStdString();
    EXPECT_EQ(piles(), (JobPiles{.done = 100}));
    EXPECT_EQ(writes, 1);
    const std::vector<BeforeImage> before = *journal->before(std::vector<std::int64_t>{1, 100});
    ASSERT_EQ(before.size(), 2u);
    EXPECT_EQ(before[0].values.front().value, QStringLiteral("Kyoto")) << "its undo would have nothing to put back";
}

TEST_F(JobLateTest, ACreateThatComesAfterItsReadBackIsTheJobs)
{
    int writes = 0;
    QJsonArray late;
    const TimePoint began = clock.now();
    hubspot.script = [&](const HttpRequest &request) -> std::optional<Mishap> {
        if (!creates(request))
            return std::nullopt;
        if (++writes == 1) {
            late = TinyHubSpot::inputsOf(request);
            return lost();
        }
        if (!late.isEmpty())
            arrive(std::exchange(late, {}), began + 9s);
        return conflict(request);
    };
    start(numberedPlan(30, JobOperation::Create));
    EXPECT_EQ(run(), Phase::Finished) << why().toStdString();
    EXPECT_EQ(piles(), (JobPiles{.done = 30}));
    EXPECT_EQ(codesOf(Pile::Done), QStringList{QStringLiteral("found")});
    EXPECT_TRUE(hubspot.created.empty()) << "nothing was made twice";
}

TEST_F(JobLateTest, WhatWasThereBeforeIsNotTheJobsThoughItHoldsTheSameValues)
{
    int writes = 0;
    hubspot.script = [&](const HttpRequest &request) -> std::optional<Mishap> {
        if (!creates(request))
            return std::nullopt;
        return ++writes == 1 ? std::optional(lost()) : conflict(request);
    };
    have(numberedPlan(20, JobOperation::Create));
    QJsonArray inputs;
    for (std::int64_t row = 1; row <= 20; ++row) {
        const JobRow values = rows.row(row);
        inputs.append(QJsonObject{{QStringLiteral("properties"),
                                   QJsonObject{{QStringLiteral("email"), values.values[0].value},
                                               {QStringLiteral("city"), values.values[1].value}}}});
    }
    arrive(inputs, clock.now() - 24h);
    makeRunner();
    runner->start({});
    EXPECT_EQ(run(), Phase::Finished) << why().toStdString();
    EXPECT_EQ(piles(), (JobPiles{.failed = 20}));
    EXPECT_EQ(codesOf(Pile::Failed), QStringList{QStringLiteral("conflict")});
}

TEST_F(JobLateTest, AClockThatIsMinutesOffMakesNoCreateAStrangers)
{
    int writes = 0;
    hubspot.ahead = -5min;
    hubspot.script = [&](const HttpRequest &request) -> std::optional<Mishap> {
        if (!creates(request) || ++writes > 1)
            return std::nullopt;
        Mishap late = lost();
        late.isDone = true;
        return late;
    };
    start(numberedPlan(20, JobOperation::Create));
    EXPECT_EQ(run(), Phase::Finished) << why().toStdString();
    EXPECT_EQ(piles(), (JobPiles{.done = 20}));
    EXPECT_EQ(writes, 1);
    EXPECT_EQ(hubspot.created.size(), 20u);
}

TEST_F(JobLateTest, AConflictThatCannotBeFoundIsLookedUpOnce)
{
    int writes = 0;
    hubspot.script = [&](const HttpRequest &request) -> std::optional<Mishap> {
        if (!creates(request))
            return std::nullopt;
        if (++writes == 1)
            return lost();
        return Mishap{.answer
                      = tl::unexpected(hubspotError(409, QStringLiteral("CONFLICT"),
                                                    QStringLiteral("domain already exists"), Error::Kind::Rejected))};
    };
    start(numberedPlan(1, JobOperation::Create));
    EXPECT_EQ(run(), Phase::Finished) << why().toStdString();
    EXPECT_EQ(piles(), (JobPiles{.failed = 1}));
    EXPECT_EQ(writes, 3);
}

TEST_F(JobLateTest, CancellingReadsBackWhatARunBeforeLeft)
{
    have(numberedPlan(300));
    ASSERT_TRUE(journal->sending({.rows = {1, 2, 3}}, {}));
    ASSERT_TRUE(journal->setState({.phase = Phase::Paused, .startedAt = clock.now()}));
    hubspot.put(QStringLiteral("2"), {{QStringLiteral("city"), QStringLiteral("Osaka 2")}});
    makeRunner();
    runner->cancel(QStringLiteral("aiko"));
    clock.advance(1min);
    EXPECT_EQ(phase(), Phase::Cancelled);
    EXPECT_EQ(piles(), (JobPiles{.done = 1, .skipped = 299}));
}

TEST_F(JobLateTest, WhatACancelledJobCouldNotReadBackIsForAPersonToDecide)
{
    have(numberedPlan(300));
    ASSERT_TRUE(journal->sending({.rows = {1, 2, 3}}, {}));
    ASSERT_TRUE(journal->setState({.phase = Phase::Paused, .startedAt = clock.now()}));
    hubspot.script = [](const HttpRequest &) { return std::optional(lost()); };
    makeRunner();
    runner->cancel(QStringLiteral("aiko"));
    clock.advance(3min);
    EXPECT_EQ(phase(), Phase::Cancelled);
    EXPECT_EQ(piles(), (JobPiles{.unknown = 3, .skipped = 297}));
    EXPECT_EQ(*journal->decide(Pile::Done, QStringLiteral("looked up")), 3);
}

} // namespace
} // namespace hubwatch
