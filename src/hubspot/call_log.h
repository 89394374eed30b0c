// CallLog: Hubwatch's own calls to HubSpot as structured JSON lines.
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <QByteArray>
#include <QFile>
#include <QString>

namespace hubwatch {

/// One attempt on the wire, as the log tells it.
struct CallRecord {
    TimePoint at = {};
    QString account = {};
    QByteArray method = {};
    QString endpoint = {}; ///< endpointLabel()
    int status = 0;        ///< 0: no answer
    int attempt = 1;
    Duration took = {};
    QString correlationId = {};
    QString message = {}; ///< of a failure
    bool failed = false;

    bool operator==(const CallRecord &) const = default;
};

/// {"ts":"...","level":"info","service":"hubspot","account":"prod","method":"GET","endpoint":"accountInfo.details",
/// "status":200,"attempt":1,"durationMs":84,"correlationId":"..."}, a "message" where it failed, and a line end. The
/// message is freed of tokens here as well, whoever made it.
QByteArray callLine(const CallRecord &record);

/// Writes the lines to a file that only its owner may read, and turns it over: PATH, PATH.1, PATH.2.
class CallLog
{
public:
    explicit CallLog(QString path, qint64 maxBytes = 5'000'000, int files = 3);

    /// A line that cannot be written is lost; lastError() says why.
    void write(const CallRecord &record);
    const QString &lastError() const { return m_lastError; }

private:
    bool open();
    void turnOver();

    QString m_path;
    qint64 m_maxBytes;
    int m_files;
    QFile m_file = {};
    QString m_lastError = {};
};

} // namespace hubwatch
