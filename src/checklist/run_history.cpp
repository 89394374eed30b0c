#include "checklist/run_history.h"

#include "base/time_text.h"
#include "base/write_file.h"

#include <QCryptographicHash>
#include <QDir>
#include <QRegularExpression>
#include <QUrl>
#include <algorithm>

namespace hubwatch {

namespace {

constexpr qint64 mostRunBytes = 16 * 1024 * 1024;
constexpr qsizetype longestFolderName = 120;

QString baselineName()
{
    return QStringLiteral("baseline.json");
}

/// The number in "20261126T073737123Z-42.json"; 0 for every other name.
int runNumber(const QString &name)
{
    static const QRegularExpression form(QStringLiteral("^[0-9]{8}T[0-9]{9}Z-([1-9][0-9]{0,8})\\.json\\z"));
    return form.match(name).captured(1).toInt();
}

QString runName(TimePoint at, int number)
{
    QString time = utcText(at);
    time.remove(u'-').remove(u':').remove(u'.');
    return QStringLiteral("%1-%2.json").arg(time).arg(number);
}

/// Last added first.
QStringList runNames(const QString &folder)
{
    std::vector<std::pair<int, QString>> numbered;
    for (const QString &name : QDir(folder).entryList({QStringLiteral("*.json")}, QDir::Files))
        if (const int number = runNumber(name); number > 0)
            numbered.emplace_back(number, name);
    std::sort(numbered.rbegin(), numbered.rend());
    QStringList names;
    for (const auto &[number, name] : numbered)
        names += name;
    return names;
}

tl::unexpected<Error> historyFault(const QString &path, const QString &why)
{
    return fail(Error::Kind::Storage,
                QStringLiteral("%1: %2; free some space or allow writing to the data folder")
                    .arg(QDir::toNativeSeparators(path), why));
}

} // namespace

QString serviceFolderName(const QString &service)
{
    // Some systems take "A" for "a", and "." or ".." for other folders.
    const QByteArray name = QUrl::toPercentEncoding(service, {}, "ABCDEFGHIJKLMNOPQRSTUVWXYZ.~");
    if (name.size() <= longestFolderName)
        return name.isEmpty() ? QStringLiteral("%") : QString::fromLatin1(name);
    const QByteArray hash = QCryptographicHash::hash(service.toUtf8(), QCryptographicHash::Sha256).toHex();
    return QString::fromLatin1(name.left(longestFolderName - 17) + '-' + hash.left(16));
}

RunHistory::RunHistory(const QString &dataDirectory, const QString &service, const Clock &clock)
    : m_folder(dataDirectory.isEmpty()
                   ? QString()
                   : QStringLiteral("%1/readiness/%2").arg(dataDirectory, serviceFolderName(service)))
    , m_service(service)
    , m_clock(clock)
{ }

Result<void> RunHistory::add(const RunRecord &record)
{
    const QStringList names = m_folder.isEmpty() ? QStringList() : runNames(m_folder);
    const QString name = runName(record.at, names.isEmpty() ? 1 : runNumber(names.front()) + 1);
    if (const Result<void> written = write(name, record); !written)
        return written;
    m_read[name] = record;
    trim();
    return {};
}

std::vector<RunRecord> RunHistory::records()
{
    while (readOn()) { }
    std::vector<RunRecord> records;
    for (const QString &name : runNames(m_folder))
        if (const auto found = m_read.find(name); found != m_read.end() && found->second)
            records.push_back(*found->second);
    return records;
}

bool RunHistory::readOn()
{
    if (m_folder.isEmpty())
        return false;
    const QStringList names = runNames(m_folder);
    forgetGone(names);
    const auto next = std::ranges::find_if(names, [this](const QString &name) { return !m_read.contains(name); });
    if (next == names.end())
        return false;
    m_read[*next] = read(*next);
    return true;
}

Result<void> RunHistory::setBaseline(const RunRecord &record)
{
    return write(baselineName(), record);
}

std::optional<RunRecord> RunHistory::baseline()
{
    return m_folder.isEmpty() ? std::nullopt : read(baselineName());
}

QString RunHistory::notice() const
{
    QStringList notices = m_damaged;
    for (const auto &[name, record] : m_read) {
        if (record && record->at > m_clock.now() + 5min)
            notices += QStringLiteral("the run of %1 (%2) is yet to come: this machine's clock was moved; it is kept")
                           .arg(utcText(record->at), name);
    }
    return notices.join(QStringLiteral("; "));
}

Result<void> RunHistory::write(const QString &name, const RunRecord &record)
{
    if (m_folder.isEmpty())
        return fail(Error::Kind::Storage, QStringLiteral("there is no data folder to keep runs in"));
    if (!QDir().mkpath(m_folder))
        return historyFault(m_folder, QStringLiteral("the folder cannot be made"));
    QFile::setPermissions(m_folder, ownerOnly | QFileDevice::ExeOwner);
    const QString path = m_folder + u'/' + name;
    if (const Result<void> written = writeFile(path, runRecordJson(record), ownerOnly); !written)
        return historyFault(path, written.error().detail);
    return {};
}

std::optional<RunRecord> RunHistory::read(const QString &name)
{
    QFile file(m_folder + u'/' + name);
    if (!file.exists())
        return std::nullopt;
    if (!file.open(QIODevice::ReadOnly)) {
        m_damaged += QStringLiteral("%1 cannot be read: %2").arg(name, file.errorString());
        return std::nullopt;
    }
    Result<RunRecord> record = file.size() > mostRunBytes
        ? fail(Error::Kind::Malformed, QStringLiteral("larger than any run"))
        : parseRunRecord(file.readAll());
    if (record && record->service != m_service)
        record = fail(Error::Kind::Malformed, QStringLiteral("a run of %1").arg(record->service.left(80)));
    file.close();
    if (record)
        return *record;
    setAside(name, record.error().detail);
    return std::nullopt;
}

void RunHistory::setAside(const QString &name, const QString &why)
{
    QString aside = name + QStringLiteral(".damaged");
    for (int number = 2; QFile::exists(m_folder + u'/' + aside); ++number)
        aside = QStringLiteral("%1.%2.damaged").arg(name).arg(number);
    const bool moved = QFile::rename(m_folder + u'/' + name, m_folder + u'/' + aside);
    m_damaged += QStringLiteral("%1 is damaged (%2) and %3")
                     .arg(name, why, moved ? QStringLiteral("was set aside as ") + aside : QStringLiteral("left out"));
    m_damaged.removeDuplicates();
}

void RunHistory::forgetGone(const QStringList &names)
{
    std::erase_if(m_read, [&names](const auto &entry) { return !names.contains(entry.first); });
}

void RunHistory::trim()
{
    const QStringList names = runNames(m_folder);
    for (const QString &name : names.mid(std::min<qsizetype>(mostKeptRuns, names.size()))) {
        QFile::remove(m_folder + u'/' + name);
        m_read.erase(name);
    }
}

} // namespace hubwatch
