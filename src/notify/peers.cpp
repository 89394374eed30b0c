#include "notify/peers.h"

#include "base/clock.h"
#include "base/write_file.h"

#include <QCryptographicHash>
#include <QDir>
#include <QJsonDocument>
#include <QUrl>
#include <QUuid>
#include <algorithm>

namespace hubwatch {

namespace {

constexpr Duration aliveFor = 60s;
constexpr Duration waitForEach = 15s;
constexpr Duration toldKept = 15min;
/// A repetition says the same again on purpose, so that only a fresh one of another console counts.
constexpr Duration repeatKept = 3min;
constexpr qint64 largestPeerFile = 4'000'000;

QString peerFileName(const QString &name)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(name)) + QStringLiteral(".console.json");
}

QString toldToken(const Notice &notice, const ToldAlert &alert)
{
    const QByteArray what = (notice.route + QLatin1Char('\n') + dedupKey(alert.id)).toUtf8();
    return QString::fromLatin1(QCryptographicHash::hash(what, QCryptographicHash::Sha256).toHex().left(20));
}

QString toldStateOf(const ToldAlert &alert)
{
    return alert.firing ? severityText(alert.severity) : QStringLiteral("resolved");
}

} // namespace

Peers::Peers(QString folder, QString name, Clock &clock)
    : m_folder(std::move(folder))
    , m_name(std::move(name))
    , m_clock(clock)
    , m_run(QUuid::createUuid().toString(QUuid::WithoutBraces))
{
    m_state.on = true;
    beat();
}

void Peers::fault(const QString &words)
{
    m_state.fault = QStringLiteral("%1: %2; this console tells by itself, at once")
                        .arg(QDir::toNativeSeparators(m_folder), words);
}

void Peers::beat()
{
    ++m_beats;
    m_state.fault.clear();
    write();
    look();
}

void Peers::write()
{
    const Duration oldest = m_clock.uptime() - toldKept;
    std::erase_if(m_told, [oldest](const auto &mark) { return mark.second.seenAt < oldest; });
    if (!QFileInfo(m_folder).isDir())
        return fault(QStringLiteral("the folder of the team cannot be found; see that it is connected"));
    QJsonObject told;
    for (const auto &[token, mark] : m_told)
        told.insert(token, QJsonObject{{QStringLiteral("state"), mark.state}, {QStringLiteral("number"), mark.number}});
    const QJsonObject json{{QStringLiteral("name"), m_name},
                           {QStringLiteral("run"), m_run},
                           {QStringLiteral("beats"), m_beats},
                           {QStringLiteral("told"), told}};
    const Result<void> written
        = writeFile(QDir(m_folder).filePath(peerFileName(m_name)), QJsonDocument(json).toJson(QJsonDocument::Compact));
    if (!written)
        fault(QStringLiteral("the folder of the team cannot be written (%1); allow writing to it")
                  .arg(written.error().detail));
}

void Peers::look()
{
    const QDir folder(m_folder);
    const QStringList names = folder.entryList({QStringLiteral("*.console.json")}, QDir::Files, QDir::Name);
    for (const QString &name : names)
        read(folder.filePath(name)); // one that cannot be read is one that does not tell
    judge();
}

bool Peers::read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > largestPeerFile)
        return false;
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    const QString name = json[QStringLiteral("name")].toString();
    if (name.isEmpty())
        return false;
    if (name == m_name) {
        if (json[QStringLiteral("run")].toString() != m_run)
            fault(QStringLiteral("another console uses the name \"%1\", too; give each its own").arg(name));
        return true;
    }
    const Duration now = m_clock.uptime();
    Other &other = m_others[name];
    if (const qint64 beats = json[QStringLiteral("beats")].toInteger(-1); beats != other.beats) {
        other.beats = beats;
        other.changedAt = now;
        other.changedWall = m_clock.now();
    }
    std::map<QString, Mark> told;
    const QJsonObject marks = json[QStringLiteral("told")].toObject();
    for (auto one = marks.begin(); one != marks.end(); ++one) {
        const QJsonObject value = one.value().toObject();
        Mark mark{value[QStringLiteral("state")].toString(), value[QStringLiteral("number")].toInteger(), now};
        const auto before = other.told.find(one.key());
        if (before != other.told.end() && before->second.number == mark.number && before->second.state == mark.state)
            mark.seenAt = before->second.seenAt;
        told.emplace(one.key(), std::move(mark));
    }
    other.told = std::move(told);
    return true;
}

void Peers::judge()
{
    m_state.peers.clear();
    m_state.position = 0;
    std::map<QString, PeerState::Peer> ordered;
    ordered.emplace(m_name, PeerState::Peer{.name = m_name, .self = true, .alive = true, .seenAt = m_clock.now()});
    for (const auto &[name, other] : m_others) {
        const bool alive = m_clock.uptime() - other.changedAt <= aliveFor;
        ordered.emplace(name, PeerState::Peer{.name = name, .alive = alive, .seenAt = other.changedWall});
        if (alive && name < m_name)
            ++m_state.position;
    }
    for (auto &[name, peer] : ordered)
        m_state.peers.push_back(std::move(peer));
}

Duration Peers::delay() const
{
    return m_state.fault.isEmpty() ? m_state.position * waitForEach : Duration();
}

QString Peers::toldBy(const Notice &notice)
{
    if (!m_state.fault.isEmpty())
        return {};
    look();
    const Duration oldest = m_clock.uptime() - (notice.reason == Notice::Reason::Repeat ? repeatKept : toldKept);
    QString by;
    for (const ToldAlert &alert : notice.alerts) {
        const QString token = toldToken(notice, alert);
        const auto has = [&](const auto &other) {
            const auto mark = other.second.told.find(token);
            return mark != other.second.told.end() && mark->second.state == toldStateOf(alert)
                && mark->second.seenAt >= oldest;
        };
        const auto other = std::ranges::find_if(m_others, has);
        if (other == m_others.end())
            return {};
        by = other->first;
    }
    return by;
}

void Peers::told(const Notice &notice)
{
    ++m_number;
    for (const ToldAlert &alert : notice.alerts)
        m_told[toldToken(notice, alert)] = {toldStateOf(alert), m_number, m_clock.uptime()};
    ++m_beats;
    write();
}

} // namespace hubwatch
