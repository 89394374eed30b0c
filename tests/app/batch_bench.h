// BatchBench: batch jobs at a HubSpot on loopback, through a real client and real files.
#pragma once

#include "app/batch/batch_work.h"
#include "app/batch/lone_account.h"
#include "base/system_clock.h"
#include "sim/sim_hubspot.h"
#include "support/memory_secrets.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch::testing {

struct BatchBench {
    explicit BatchBench(int contacts = 0)
    {
        EXPECT_TRUE(hubspot.listen(0));
        vault.secrets[QStringLiteral("prod")] = Secret::copyOf(hubspot.token().toLatin1());
        workspace.accounts = {{.name = QStringLiteral("prod"),
                               .credential = QStringLiteral("keychain:prod"),
                               .api = hubspot.url(),
                               .burst = QStringLiteral("5000/1s")}};
        control("limits", {{QStringLiteral("tenSecondly"), 100'000}});
        if (contacts > 0)
            control("records",
                    {{QStringLiteral("type"), QStringLiteral("contacts")}, {QStringLiteral("add"), contacts}});
        begin();
    }

    QJsonObject control(const char *path, const QJsonObject &body)
    {
        const Result<QJsonObject> done = hubspot.control(QString::fromLatin1(path), body);
        EXPECT_TRUE(done) << path << ": " << (done ? "" : done.error().detail.toStdString());
        return done.value_or(QJsonObject());
    }

    /// As after a start of the program: the first time, and after cutOff().
    void begin()
    {
        credentials = std::make_unique<LoneCredentials>(vault, clock, workspace,
                                                        folder.filePath(QStringLiteral("w.toml")), QString());
        account = std::make_unique<LoneAccount>(QStringLiteral("prod"), *credentials, clock);
        bool asked = false;
        account->ask([&asked] { asked = true; });
        EXPECT_TRUE(QTest::qWaitFor([&asked] { return asked; }, 10'000));
        work = std::make_unique<BatchWork>(BatchParts{.dataDirectory = folder.path(),
                                                      .clock = clock,
                                                      .accounts = [this](const QString &) { return account->now(); },
                                                      .by = QStringLiteral("anna@desk")});
        QObject::connect(work.get(), &BatchWork::planned, work.get(), [this](const PlanAnswer &one) { planned = one; });
        QObject::connect(work.get(), &BatchWork::done, work.get(), [this](const BatchOutcome &one) { outcome = one; });
        QObject::connect(work.get(), &BatchWork::happened, work.get(),
                         [this](const Event &event) { events.push_back(event); });
        work->apply(workspace);
    }
    /// As by a kill: nothing is said, nothing is waited for.
    void cutOff()
    {
        work.reset();
        account.reset();
        credentials.reset();
    }

    QString file(const QByteArray &text, const char *name = "fix.csv")
    {
        QFile made(folder.filePath(QString::fromLatin1(name)));
        EXPECT_TRUE(made.open(QIODevice::WriteOnly));
        made.write(text);
        return made.fileName();
    }
    /// The id of the job; empty when planning failed.
    QString plan(const JobSpec &spec, const QByteArray &text)
    {
        planned.reset();
        work->plan({.id = 1, .spec = spec, .path = file(text)});
        EXPECT_TRUE(QTest::qWaitFor([this] { return planned.has_value(); }, 30'000));
        return planned->problem.isEmpty() ? planned->job : QString();
    }
    BatchJob job(const QString &id) const
    {
        for (const BatchJob &one : work->state().jobs) {
            if (one.plan.id == id)
                return one;
        }
        return {};
    }
    bool reaches(const QString &id, JobState::Phase phase)
    {
        return QTest::qWaitFor(
            [&] {
                work->tick();
                return job(id).progress.state.phase == phase;
            },
            60'000);
    }
    /// What HubSpot holds of a contact now.
    QString held(std::int64_t id, const char *property)
    {
        SimRecord *record = records().find(id);
        return record ? record->properties.value(QString::fromLatin1(property)) : QStringLiteral("(none)");
    }
    SimRecords &records()
    {
        return const_cast<SimState &>(hubspot.state())
            .records(hubspot.portal(), QStringLiteral("contacts"), clock.now());
    }

    SystemClock clock;
    QTemporaryDir folder;
    SimHubSpot hubspot{clock, 7, 4242};
    MemorySecrets vault;
    Workspace workspace;
    std::unique_ptr<LoneCredentials> credentials;
    std::unique_ptr<LoneAccount> account;
    std::unique_ptr<BatchWork> work;
    std::optional<PlanAnswer> planned;
    std::optional<BatchOutcome> outcome;
    std::vector<Event> events;
};

inline JobSpec cityUpdate()
{
    return {.account = QStringLiteral("prod"),
            .operation = JobOperation::Update,
            .idColumn = QStringLiteral("id"),
            .mapping = {{.column = QStringLiteral("city"), .property = QStringLiteral("city")}}};
}

/// A row for each contact, all to that city.
inline QByteArray cityFile(BatchBench &bench, const QByteArray &city)
{
    QByteArray text = "id,city\n";
    for (const auto &[id, record] : bench.records().all())
        text += QByteArray::number(qlonglong(id)) + ',' + city + '\n';
    return text;
}

inline RunOrder confirmed(const QString &job)
{
    return {.job = job, .confirm = QStringLiteral("4242"), .by = QStringLiteral("anna")};
}

} // namespace hubwatch::testing
