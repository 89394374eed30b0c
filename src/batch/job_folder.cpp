#include "batch/job_folder.h"

#include "base/write_file.h"
#include "batch/job_json.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrl>
#include <algorithm>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr Duration plannedLasts = 7 * 24h;

QString summaryName()
{
    return QStringLiteral("job.json");
}

bool isJobId(const QString &id)
{
    static const QRegularExpression form(QStringLiteral("^[0-9]{8}-[0-9]{4}-[a-z0-9_-]{1,80}$"));
    return form.match(id).hasMatch();
}

Error folderFault(const QString &path, const QString &why)
{
    return {.kind = Error::Kind::Storage,
            .detail
            = QStringLiteral("%1: %2; allow writing to the data folder").arg(QDir::toNativeSeparators(path), why)};
}

JobRecord summaryOf(const QString &path, const QString &id)
{
    JobRecord job;
    job.plan.id = id;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        job.problem = QStringLiteral("planning was not finished; remove it, and plan again");
        return job;
    }
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    const Result<Plan> plan = parsePlan(QJsonDocument(json.value("plan"_L1).toObject()).toJson());
    if (!plan) {
        job.problem = QStringLiteral("%1: %2").arg(QDir::toNativeSeparators(path), plan.error().detail);
        return job;
    }
    job.plan = *plan;
    job.plan.id = id;
    job.state = stateOf(json.value("state"_L1).toObject());
    job.piles = pilesOf(json.value("piles"_L1).toObject());
    job.reasons = reasonsOf(json.value("reasons"_L1).toArray());
    job.problem = json.value("problem"_L1).toString();
    return job;
}

/// In whose hands the lock is, for people.
QString holderOf(QLockFile &lock)
{
    qint64 pid = 0;
    QString host;
    QString program;
    if (!lock.getLockInfo(&pid, &host, &program))
        return QStringLiteral("another program");
    return QStringLiteral("%1 (process %2 on %3)")
        .arg(program.isEmpty() ? QStringLiteral("a program") : program)
        .arg(pid)
        .arg(host);
}

std::unique_ptr<QLockFile> locked(const QString &path, QString *who)
{
    auto lock = std::make_unique<QLockFile>(path);
    lock->setStaleLockTime(0); // it is stale when its process is gone, however long it lasts
    if (lock->tryLock(0))
        return lock;
    if (who)
        *who = lock->error() == QLockFile::LockFailedError
            ? holderOf(*lock)
            : QStringLiteral("nobody: %1 cannot be written").arg(QDir::toNativeSeparators(path));
    return nullptr;
}

} // namespace

JobFolder::JobFolder(const QString &dataDirectory)
    : m_root(dataDirectory.isEmpty() ? QString() : dataDirectory + QStringLiteral("/batch"))
{ }

QString JobFolder::pathOf(const QString &id) const
{
    return m_root + u'/' + id;
}

QString JobFolder::journalOf(const QString &id) const
{
    return pathOf(id) + QStringLiteral("/journal.db");
}

QString JobFolder::inputOf(const QString &id) const
{
    return pathOf(id) + QStringLiteral("/input.csv");
}

QString JobFolder::mappings() const
{
    return m_root + QStringLiteral("/mappings");
}

Result<void> JobFolder::create(const QString &id) const
{
    const QString path = pathOf(id);
    if (!QDir().mkpath(path))
        return tl::unexpected(folderFault(path, QStringLiteral("the job's folder cannot be made")));
    for (const QString &folder : {m_root, path})
        QFile::setPermissions(folder, ownerOnly | QFileDevice::ExeOwner);
    return {};
}

Result<void> JobFolder::note(const JobRecord &job) const
{
    const QString path = pathOf(job.plan.id) + u'/' + summaryName();
    const QJsonObject json{{"plan"_L1, QJsonDocument::fromJson(planJson(job.plan)).object()},
                           {"state"_L1, stateObject(job.state)},
                           {"piles"_L1, pilesObject(job.piles)},
                           {"reasons"_L1, reasonsArray(job.reasons)},
                           {"problem"_L1, job.problem}};
    return writeFile(path, QJsonDocument(json).toJson(QJsonDocument::Compact), ownerOnly)
        .map_error([&path](const Error &error) { return folderFault(path, error.detail); });
}

std::vector<JobRecord> JobFolder::jobs() const
{
    std::vector<JobRecord> jobs;
    if (m_root.isEmpty())
        return jobs;
    const QStringList names = QDir(m_root).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed);
    for (const QString &id : names) {
        if (isJobId(id))
            jobs.push_back(summaryOf(pathOf(id) + u'/' + summaryName(), id));
    }
    std::ranges::stable_sort(jobs, std::ranges::greater(), [](const JobRecord &job) { return job.plan.plannedAt; });
    return jobs;
}

std::optional<JobRecord> JobFolder::job(const QString &id) const
{
    if (!isJobId(id) || !QDir(pathOf(id)).exists())
        return std::nullopt;
    return summaryOf(pathOf(id) + u'/' + summaryName(), id);
}

Result<void> JobFolder::remove(const QString &id) const
{
    if (!isJobId(id))
        return fail(Error::Kind::Rejected, QStringLiteral("%1: is no job").arg(id));
    if (!QDir(pathOf(id)).removeRecursively())
        return tl::unexpected(folderFault(pathOf(id), QStringLiteral("cannot be removed")));
    return {};
}

QStringList JobFolder::trim(TimePoint before, TimePoint now) const
{
    QStringList gone;
    for (const JobRecord &job : jobs()) {
        const bool ended = hasEnded(job.state.phase) && job.state.endedAt && *job.state.endedAt < before;
        const bool neverBegun = job.state.phase == JobState::Phase::Planned && !job.state.startedAt
            && job.plan.plannedAt < now - plannedLasts;
        if (job.state.pinned || !(ended || neverBegun))
            continue;
        const std::unique_ptr<QLockFile> mine = lockJob(job.plan.id, nullptr);
        if (!mine)
            continue;
        mine->unlock();
        if (remove(job.plan.id))
            gone << job.plan.id;
    }
    return gone;
}

std::unique_ptr<QLockFile> JobFolder::lockAccount(const QString &account, QString *who) const
{
    QDir().mkpath(m_root);
    const QString name = QString::fromLatin1(QUrl::toPercentEncoding(account));
    return locked(m_root + QStringLiteral("/account-%1.lock").arg(name), who);
}

std::unique_ptr<QLockFile> JobFolder::lockJob(const QString &id, QString *who) const
{
    return locked(pathOf(id) + QStringLiteral("/job.lock"), who);
}

} // namespace hubwatch
