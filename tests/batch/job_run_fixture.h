// A job with its journal in memory, against a TinyHubSpot on a clock that tests move.
#pragma once

#include "batch/job_runner.h"
#include "support/manual_clock.h"
#include "support/printers.h"
#include "tiny_hubspot.h"

#include <gtest/gtest.h>

namespace hubwatch::testing {

/// Rows made up by their number: contact N, whose city becomes "Osaka N".
class NumberedRows : public RowSource
{
public:
    explicit NumberedRows(JobOperation operation = JobOperation::Update)
        : m_operation(operation)
    { }

    Result<std::vector<JobRow>> rows(std::span<const std::int64_t> numbers) override
    {
        if (failure)
            return tl::unexpected(*failure);
        std::vector<JobRow> found;
        for (const std::int64_t number : numbers)
            found.push_back(row(number));
        return found;
    }
    JobRow row(std::int64_t number) const
    {
        JobRow row{.row = number};
        if (m_operation == JobOperation::Archive) {
            row.key = QString::number(number);
            return row;
        }
        if (m_operation == JobOperation::Create)
            row.values.push_back({QStringLiteral("email"), QStringLiteral("n%1@example.com").arg(number)});
        else
            row.key = QString::number(number);
        if (m_operation != JobOperation::Read)
            row.values.push_back({QStringLiteral("city"), QStringLiteral("Osaka %1").arg(number)});
        return row;
    }

    std::optional<Error> failure = {};

private:
    JobOperation m_operation;
};

inline Plan numberedPlan(std::int64_t rows, JobOperation operation = JobOperation::Update)
{
    Plan plan{.id = QStringLiteral("20261126-0300-job-0001"), .rows = rows, .accepted = rows};
    plan.spec = {.account = QStringLiteral("sandbox"),
                 .production = false,
                 .operation = operation,
                 .skipsUnchanged = false,
                 .keepsBefore = false};
    plan.spec.mapping = {{.column = QStringLiteral("City"), .property = QStringLiteral("city")}};
    if (operation == JobOperation::Create)
        plan.spec.mapping.push_back({.column = QStringLiteral("Mail"), .property = QStringLiteral("email")});
    else
        plan.spec.idColumn = QStringLiteral("Id");
    if (operation == JobOperation::Read)
        plan.spec.properties = {QStringLiteral("city")};
    return plan;
}

class JobRunFixture : public ::testing::Test
{
protected:
    using Phase = JobState::Phase;

    JobRunFixture()
    {
        clock.advance(Duration::zero());
        open({});
    }
    void open(const QString &path)
    {
        runner.reset();
        journal.reset();
        Result<Journal::Opened> opened = Journal::open(path);
        ASSERT_TRUE(opened) << (opened ? "" : opened.error().detail.toStdString());
        journal = std::move(opened->journal);
    }
    /// Contacts 1 to N are there; in Kyoto.
    void have(Plan newPlan)
    {
        plan = std::move(newPlan);
        ASSERT_TRUE(journal->putPlan(plan));
        rows = NumberedRows(plan.spec.operation);
        if (plan.spec.operation == JobOperation::Create)
            return;
        for (std::int64_t row = 1; row <= plan.rows; ++row)
            hubspot.put(QString::number(row), {{QStringLiteral("city"), QStringLiteral("Kyoto")}});
    }
    JobTools tools()
    {
        return {.http = hubspot,
                .clock = clock,
                .journal = *journal,
                .rows = rows,
                .api = QUrl(QStringLiteral("http://hubspot.test")),
                .concurrency = 5,
                .limiter = [this] { return limiter; },
                .dailyLeft = [this] { return dailyLeft; },
                .resetsAt = [this] { return resetsAt; },
                .keep = keep};
    }
    void makeRunner()
    {
        runner = std::make_unique<JobRunner>(plan, tools());
        QObject::connect(runner.get(), &JobRunner::phaseChanged, runner.get(),
                         [this](Phase phase) { phases.push_back(phase); });
    }
    void start(Plan newPlan)
    {
        have(std::move(newPlan));
        makeRunner();
        runner->start(QStringLiteral("kenji@desk"));
    }
    /// Until it rests, for an hour at most.
    Phase run(Duration most = 1h)
    {
        for (Duration gone = {}; gone < most && phase() == Phase::Running; gone += 100ms)
            clock.advance(100ms);
        return phase();
    }
    Phase phase() const { return runner->progress().state.phase; }
    QString why() const { return runner->progress().state.why; }
    JobPiles piles() const { return *journal->piles(); }
    void expectEachUpdatedOnce()
    {
        for (std::int64_t row = 1; row <= plan.rows; ++row)
            ASSERT_EQ(hubspot.updated[QString::number(row)], 1) << row;
    }

    ManualClock clock;
    TinyHubSpot hubspot{clock};
    std::unique_ptr<Journal> journal;
    NumberedRows rows;
    Plan plan = {};
    LimiterState limiter = {};
    std::optional<std::int64_t> dailyLeft = {};
    std::optional<TimePoint> resetsAt = {};
    std::function<Result<void>(std::span<const JobRow>, const BatchAnswer &)> keep = {};
    std::vector<Phase> phases = {};
    std::unique_ptr<JobRunner> runner;
};

} // namespace hubwatch::testing
