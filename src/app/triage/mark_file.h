// MarkFile: a file to which marks are appended, and the events that its lines become.
#pragma once

#include "app/engine/recorder.h"
#include "base/call_scope.h"

#include <QObject>

namespace hubwatch {

class Clock;

/// Where `hubwatchctl annotate` leaves its marks in a data folder.
QString marksPath(const QString &dataDirectory);

/// Looks at a file each second: marks.jsonl of the data folder, or the workspace's [console] deploys.
///
/// A line is `{"at":"2026-11-23T08:00:00Z","service":"contacts-sync","text":"deploy 1.4.2"}`, with whatever other keys,
/// or `2026-11-23T08:00:00Z contacts-sync deploy 1.4.2`, with "-" for a service where it concerns all of them. Empty
/// lines and those that begin with # are passed over; a line counts when its line end is there. Of a line that cannot
/// be read noticed() tells the number; the others count all the same.
///
/// How far it has read is remembered in the store, so that a mark left while the console was down is shown, and none is
/// shown twice. A file that was replaced, truncated or begun anew is read from its start; on the very first look at a
/// file only marks of the last day count. A file that is not there yet is waited for.
class MarkFile : public QObject
{
    Q_OBJECT

public:
    MarkFile(QString path, Recorder &recorder, Clock &clock, QObject *parent = nullptr);

    /// Looks from now on: the first look is made at once, later.
    void start();

signals:
    void marked(const hubwatch::Event &event);
    /// "/data/marks.jsonl:3: expected ..., found ..."
    void noticed(const QString &notice);

private:
    struct Place {
        qint64 offset = 0;    ///< what is before was read
        qint64 line = 0;      ///< how many lines that was
        QByteArray head = {}; ///< tells the file from one in its place: a hash of its beginning
        qint64 headBytes = 0; ///< how much of it

        bool operator==(const Place &) const = default;
    };

    /// What whole lines there were.
    struct Taken {
        qint64 bytes = 0;
        bool more = false;
        std::vector<Event> marks = {};
        QStringList notices = {};
    };

    void lookAgain(Duration after);
    void look();
    /// Whether there is more to be read at once.
    bool takeMore();
    bool begunAnew(QByteArrayView beginning, qint64 size) const;
    Taken takeLines(const QByteArray &bytes);
    void handOn(const Taken &taken, bool first, bool moved);
    void restore();
    void remember();
    void complain(const QString &notice);

    QString m_path;
    Recorder &m_recorder;
    Clock &m_clock;
    Place m_place = {};
    bool m_firstEver = true;
    QString m_complaint = {}; ///< said already
    CallScope m_calls = {};
};

} // namespace hubwatch
