#include "hubspot/call_log.h"

#include "base/time_text.h"
#include "hubspot/token_text.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace hubwatch {

namespace {

QByteArray jsonText(const QString &text)
{
    const QByteArray array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return array.mid(1, array.size() - 2);
}

QString nameOfFile(const QString &path, int number)
{
    return number == 0 ? path : path + u'.' + QString::number(number);
}

} // namespace

QByteArray callLine(const CallRecord &record)
{
    // By hand, since QJsonObject sorts its keys and people read these lines from the left.
    QByteArray line = "{\"ts\":" + jsonText(utcText(record.at));
    line += record.failed ? ",\"level\":\"error\"" : ",\"level\":\"info\"";
    line += ",\"service\":\"hubspot\",\"account\":" + jsonText(record.account);
    line += ",\"method\":" + jsonText(QString::fromLatin1(record.method));
    line += ",\"endpoint\":" + jsonText(record.endpoint);
    line += ",\"status\":" + (record.status == 0 ? QByteArray("null") : QByteArray::number(record.status));
    line += ",\"attempt\":" + QByteArray::number(record.attempt);
    line += ",\"durationMs\":" + QByteArray::number(qint64(record.took.count()));
    if (!record.correlationId.isEmpty())
        line += ",\"correlationId\":" + jsonText(record.correlationId);
    if (!record.message.isEmpty())
        line += ",\"message\":" + jsonText(withoutTokens(record.message));
    return line + "}\n";
}

CallLog::CallLog(QString path, qint64 maxBytes, int files)
    : m_path(std::move(path))
    , m_maxBytes(maxBytes)
    , m_files(std::max(files, 1))
{ }

void CallLog::write(const CallRecord &record)
{
    const QByteArray line = callLine(record);
    if (!open())
        return;
    if (m_file.size() > 0 && m_file.size() + line.size() > m_maxBytes) {
        turnOver();
        if (!open())
            return;
    }
    if (m_file.write(line) != line.size() || !m_file.flush())
        m_lastError = m_path + QStringLiteral(": ") + m_file.errorString();
    else
        m_lastError.clear();
}

bool CallLog::open()
{
    if (m_file.isOpen())
        return true;
    m_file.setFileName(m_path);
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Append, QFileDevice::ReadOwner | QFileDevice::WriteOwner)) {
        m_lastError = m_path + QStringLiteral(": ") + m_file.errorString();
        return false;
    }
    return true;
}

void CallLog::turnOver()
{
    m_file.close();
    QFile::remove(nameOfFile(m_path, m_files - 1));
    for (int number = m_files - 1; number > 0; --number)
        QFile::rename(nameOfFile(m_path, number - 1), nameOfFile(m_path, number));
    if (m_files == 1)
        QFile::remove(m_path);
}

} // namespace hubwatch
