// What a job needs to reach a simulated HubSpot over loopback, as an account has it.
#pragma once

#include "base/system_clock.h"
#include "batch/job_runner.h"
#include "hubspot/account_client.h"
#include "hubspot/fake_reader.h"
#include "job_run_fixture.h"
#include "net/qt_http.h"

namespace hubwatch::testing {

/// Rows by number, for a job that is run here and in a child program.
struct JobAccount {
    JobAccount(const QUrl &api, const QByteArray &token, Plan newPlan, Journal &newJournal, BurstLimit burst)
        : plan(std::move(newPlan))
        , journal(newJournal)
        , rows(plan.spec.operation)
        , client(wire, clock, reader, {},
                 {.name = QStringLiteral("sandbox"), .api = api, .burst = burst, .concurrency = 5}, {})
    {
        reader.token = token;
        runner = std::make_unique<JobRunner>(plan,
                                             JobTools{.http = client.http(),
                                                      .clock = clock,
                                                      .journal = journal,
                                                      .rows = rows,
                                                      .api = api,
                                                      .concurrency = 5,
                                                      .limiter = [this] { return client.limiter(); }});
    }
    JobState::Phase phase() const { return runner->progress().state.phase; }

    SystemClock clock;
    QtHttp wire;
    FakeReader reader{clock};
    Plan plan;
    Journal &journal;
    NumberedRows rows;
    AccountClient client;
    std::unique_ptr<JobRunner> runner;
};

} // namespace hubwatch::testing
