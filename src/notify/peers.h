// Peers: the consoles of one team, in one folder, so that one of them tells and the others see it.
#pragma once

#include "notify/notice.h"
#include "notify/peer_state.h"

#include <map>

namespace hubwatch {

class Clock;

/// Each console keeps one file with a counter as its heartbeat and what it told lately. Others are judged by when their
/// files changed as seen from here, so that clocks need not agree. Whenever in doubt, this console tells by itself:
/// twice is better than never.
class Peers
{
public:
    Peers(QString folder, QString name, Clock &clock);

    /// Each 15 s: writes our file and reads theirs.
    void beat();
    /// How long this console waits for those before it.
    Duration delay() const;
    /// The console that has told all of the notice already; empty: none. Looks into the folder.
    QString toldBy(const Notice &notice);
    void told(const Notice &notice);
    const PeerState &state() const { return m_state; }

    static constexpr Duration beatInterval = 15s;

private:
    struct Mark {
        QString state = {};
        qint64 number = 0;
        Duration seenAt = {}; ///< by our uptime
    };
    struct Other {
        qint64 beats = -1;
        Duration changedAt = {};
        TimePoint changedWall = {};
        std::map<QString, Mark> told = {};
    };

    void write();
    void look();
    bool read(const QString &path);
    void judge();
    void fault(const QString &words);

    QString m_folder;
    QString m_name;
    Clock &m_clock;
    QString m_run; ///< tells our file from one that another console writes under our name
    qint64 m_beats = 0;
    qint64 m_number = 0;
    std::map<QString, Mark> m_told = {};
    std::map<QString, Other> m_others = {};
    PeerState m_state = {};
};

} // namespace hubwatch
