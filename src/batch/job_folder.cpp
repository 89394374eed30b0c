#include "batch/job_folder.h"

#include "base/write_file.h"
#include "batch/job_json.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
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
    job.notice = json.value("notice"_L1).toString();
    return job;
}

/// By the name of its folder, which newJobId() made.
TimePoint plannedAtOf(const QString &id)
{
    const QDateTime utc(QDate::fromString(id.left(8), QStringLiteral("yyyyMMdd")),
                        QTime::fromString(id.mid(9, 4), QStringLiteral("HHmm")), Qt::UTC);
    return utc.isValid() ? TimePoint(Duration(utc.toMSecsSinceEpoch())) : TimePoint::max();
}

bool isOver(const JobState &state, TimePoint plannedAt, TimePoint before, TimePoint now)
{
    const bool ended = hasEnded(state.phase) && state.endedAt && *state.endedAt < before;
    const bool neverBegun
        = state.phase == JobState::Phase::Planned && !state.startedAt && plannedAt < now - plannedLasts;
    return !state.pinned && (ended || neverBegun);
}

/// The summary may be older than the journal, or unreadable; what is removed takes the undo of a job with it.
bool journalAgrees(const QString &path, const JobRecord &job, TimePoint before, TimePoint now)
{
    const QFileInfo file(path);
    const QStringList damaged = file.dir().entryList({file.fileName() + QStringLiteral(".*")}, QDir::Files);
    if (!file.exists())
        return damaged.isEmpty();
    const Result<Journal::Opened> opened = Journal::open(path);
    if (!opened || !opened->notice.isEmpty())
        return false;
    if (!opened->journal->holdsPlan())
        return !job.problem.isEmpty() && damaged.isEmpty();
    const Result<Plan> plan = opened->journal->plan();
    const Result<JobState> state = opened->journal->state();
    return plan && state && isOver(*state, plan->plannedAt, before, now);
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
                           {"notice"_L1, job.notice}};
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

Result<JobRecord> JobFolder::restored(const QString &id) const
{
    QString who;
    const std::unique_ptr<QLockFile> mine = lockJob(id, &who);
    if (!mine)
        return fail(Error::Kind::Rejected, QStringLiteral("%1 is in the hands of %2").arg(id, who));
    if (!QFile::exists(journalOf(id)))
        return fail(Error::Kind::Malformed, job(id).value_or(JobRecord()).problem);
    const Result<Journal::Opened> opened = Journal::open(journalOf(id));
    if (!opened)
        return tl::unexpected(opened.error());
    const Journal &journal = *opened->journal;
    const Result<Plan> plan = journal.plan();
    const Result<JobState> state = journal.state();
    const Result<JobPiles> piles = journal.piles();
    const Result<std::vector<ReasonGroup>> reasons = journal.reasons();
    if (!plan || !state || !piles || !reasons)
        return fail(Error::Kind::Malformed,
                    !plan        ? plan.error().detail
                        : !state ? state.error().detail
                        : !piles ? piles.error().detail
                                 : reasons.error().detail);
    JobRecord known{.plan = *plan, .state = *state, .piles = *piles, .reasons = *reasons, .notice = opened->notice};
    known.plan.id = id;
    return note(known).map([&known] { return known; });
}

QStringList JobFolder::trim(TimePoint before, TimePoint now) const
{
    QStringList gone;
    for (const JobRecord &job : jobs()) {
        if (job.problem.isEmpty() ? !isOver(job.state, job.plan.plannedAt, before, now)
                                  : plannedAtOf(job.plan.id) >= now - plannedLasts)
            continue;
        const std::unique_ptr<QLockFile> mine = lockJob(job.plan.id, nullptr);
        if (!mine || !journalAgrees(journalOf(job.plan.id), job, before, now))
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
