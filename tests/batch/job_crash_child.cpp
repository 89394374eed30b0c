// Runs a job of numbered creates against a HubSpot on loopback until it is done, or until it is killed.
#include "job_account.h"

#include <QCoreApplication>

int main(int argc, char **argv)
{
    using hubwatch::JobState, hubwatch::JobRunner, hubwatch::Journal, hubwatch::Plan, hubwatch::Result;
    const QCoreApplication application(argc, argv);
    if (argc != 5)
        return 2;
    Result<Journal::Opened> opened = Journal::open(QString::fromLocal8Bit(argv[1]));
    if (!opened)
        return 3;
    const Plan plan = hubwatch::testing::numberedPlan(QByteArray(argv[4]).toLongLong(), hubwatch::JobOperation::Create);
    if (!opened->journal->plan() && !opened->journal->putPlan(plan))
        return 4;
    hubwatch::testing::JobAccount account(QUrl(QString::fromLocal8Bit(argv[2])), argv[3], plan, *opened->journal,
                                          {.calls = 20, .window = std::chrono::seconds(1)});
    QObject::connect(account.runner.get(), &JobRunner::phaseChanged, account.runner.get(), [](JobState::Phase phase) {
        if (phase != JobState::Phase::Running && phase != JobState::Phase::Parked)
            QCoreApplication::exit(phase == JobState::Phase::Finished ? 0 : 5);
    });
    account.runner->start(QStringLiteral("child"));
    return QCoreApplication::exec();
}
