#include "app/triage/mark_file.h"

#include "app/triage/mark_line.h"
#include "base/clock.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>
#include <algorithm>

namespace hubwatch {

namespace {

constexpr Duration betweenLooks = 1s;
/// So much is read in one look; what is left comes with the next, at once.
constexpr qint64 bytesALook = 262'144;
constexpr int linesALook = 100;
/// A line without an end after so many bytes is none.
constexpr qint64 longestMarkLine = 65'536;
constexpr qint64 longestHead = 512;
/// On the first look at a file: what is older is history that nobody asks about.
constexpr Duration newEnough = 24h;

QByteArray hashOfHead(QByteArrayView bytes)
{
    return QCryptographicHash::hash(bytes.toByteArray(), QCryptographicHash::Sha256).toHex().left(32);
}

} // namespace

QString marksPath(const QString &dataDirectory)
{
    return QDir(dataDirectory).filePath(QStringLiteral("marks.jsonl"));
}

MarkFile::MarkFile(QString path, Recorder &recorder, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_path(std::move(path))
    , m_recorder(recorder)
    , m_clock(clock)
{ }

void MarkFile::start()
{
    m_calls.cancelAll();
    restore();
    lookAgain(Duration::zero());
}

void MarkFile::lookAgain(Duration after)
{
    m_clock.after(after, m_calls.context(), [this] { look(); });
}

void MarkFile::look()
{
    const QPointer<MarkFile> alive(this); // whoever hears of a mark may delete us
    const bool more = takeMore();
    if (alive)
        lookAgain(more ? Duration::zero() : betweenLooks);
}

bool MarkFile::takeMore()
{
    QFile file(m_path);
    if (!file.exists()) {
        m_firstEver = false; // whatever will stand there is new
        return false;
    }
    if (!file.open(QIODevice::ReadOnly)) {
        complain(QStringLiteral("%1: cannot be read: %2; marks left there are not shown until it can be")
                     .arg(m_path, file.errorString()));
        return false;
    }
    m_complaint.clear();
    const QByteArray beginning = file.read(longestHead);
    if (begunAnew(beginning, file.size()))
        m_place = {};
    file.seek(m_place.offset);
    const QByteArray bytes = file.read(bytesALook);
    const Place before = m_place;
    const Taken taken = takeLines(bytes);
    m_place.offset += taken.bytes;
    m_place.headBytes = std::min({longestHead, m_place.offset, qint64(beginning.size())});
    m_place.head = hashOfHead(QByteArrayView(beginning).first(m_place.headBytes));
    const bool first = m_firstEver;
    m_firstEver = m_firstEver && taken.more;
    handOn(taken, first, m_place != before);
    return taken.more;
}

/// At least once: what was read is remembered after the marks were handed on.
void MarkFile::handOn(const Taken &taken, bool first, bool moved)
{
    const QPointer<MarkFile> alive(this);
    for (const Event &mark : taken.marks) {
        if (!first || mark.at >= m_clock.now() - newEnough)
            emit marked(mark);
        if (!alive)
            return;
    }
    if (moved)
        remember();
    for (const QString &notice : taken.notices) {
        emit noticed(notice);
        if (!alive)
            return;
    }
}

bool MarkFile::begunAnew(QByteArrayView beginning, qint64 size) const
{
    if (size < m_place.offset || beginning.size() < m_place.headBytes)
        return true;
    return hashOfHead(beginning.first(m_place.headBytes)) != m_place.head && m_place.headBytes > 0;
}

MarkFile::Taken MarkFile::takeLines(const QByteArray &bytes)
{
    Taken taken;
    const auto notice = [&](const QString &what) {
        taken.notices << QStringLiteral("%1:%2: %3").arg(m_path).arg(m_place.line).arg(what);
    };
    for (int lines = 0; taken.bytes < bytes.size(); ++lines) {
        const qsizetype end = bytes.indexOf('\n', taken.bytes);
        if (end < 0 && bytes.size() - taken.bytes > longestMarkLine) {
            // Passed over; its rest, once the line end has come, is another line that cannot be read.
            ++m_place.line;
            notice(QStringLiteral("no line end in %1 bytes: expected one mark a line").arg(longestMarkLine));
            taken.bytes = bytes.size();
        }
        if (end < 0)
            break;
        if (lines == linesALook) {
            taken.more = true;
            break;
        }
        const QByteArray line = bytes.mid(taken.bytes, end - taken.bytes).trimmed();
        taken.bytes = end + 1;
        ++m_place.line;
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        if (Result<Event> mark = parseMarkLine(line))
            taken.marks.push_back(std::move(*mark));
        else
            notice(mark.error().detail);
    }
    taken.more = taken.more || (bytes.size() == bytesALook && taken.bytes > 0);
    return taken;
}

void MarkFile::restore()
{
    m_place = {};
    m_firstEver = true;
    const auto bytes = m_recorder.store().get(QStringLiteral("marks:") + m_path);
    const QJsonObject known = QJsonDocument::fromJson(bytes.value_or(QByteArray())).object();
    if (known.isEmpty())
        return;
    m_firstEver = false;
    m_place = {.offset = std::max<qint64>(known.value(u"offset").toInteger(), 0),
               .line = known.value(u"line").toInteger(),
               .head = known.value(u"head").toString().toLatin1(),
               .headBytes = std::clamp<qint64>(known.value(u"head_bytes").toInteger(), 0, longestHead)};
}

void MarkFile::remember()
{
    const QJsonObject known{{QStringLiteral("offset"), m_place.offset},
                            {QStringLiteral("line"), m_place.line},
                            {QStringLiteral("head"), QString::fromLatin1(m_place.head)},
                            {QStringLiteral("head_bytes"), m_place.headBytes}};
    m_recorder.remember(QStringLiteral("marks:") + m_path, QJsonDocument(known).toJson(QJsonDocument::Compact));
}

void MarkFile::complain(const QString &notice)
{
    if (std::exchange(m_complaint, notice) != notice)
        emit noticed(notice);
}

} // namespace hubwatch
