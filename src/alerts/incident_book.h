// IncidentBook: which incidents there are and were. Time is an argument.
#pragma once

#include "alerts/alert_book.h"
#include "alerts/incident.h"
#include "base/result.h"

#include <QHash>
#include <span>

namespace hubwatch {

/// What became of an incident.
struct IncidentChange {
    enum class Kind { Opened, Joined, Left, Acknowledged, Worse, Resolved, Reopened, Noted, Owned, Regraded };

    /// Of an incident with more parts only the alert's own is here; IncidentBook::find() has all.
    static constexpr size_t mostParts = 100;

    Kind kind = Kind::Opened;
    TimePoint at = {};
    Incident incident = {}; ///< as it is now
    AlertId alert = {};     ///< Joined, Left, Worse
    QString text = {};      ///< one sentence for the timeline

    bool operator==(const IncidentChange &) const = default;
};

/// An alert that begins to fire opens the incident of its cause, or joins the one that is open; one that is inhibited
/// joins its cause's, and opens none. When its last alert has resolved the incident is resolved, and a return within
/// a quarter of an hour reopens it: flapping is one incident. Those opened by hand are closed by hand.
class IncidentBook
{
public:
    struct Restored;

    /// One that fires and is in no incident, since what hid it is over, is taken again: nothing happens to those that
    /// are in one.
    std::vector<IncidentChange> take(const AlertChange &change, const Rule &rule, const CauseFacts &facts,
                                     const Inhibition *inhibition);
    /// Newest values of firing alerts; keeps `worst`.
    void refresh(std::span<const JudgedAlert> alerts);

    IncidentChange open(const QString &title, Rule::Severity severity, const QStringList &services,
                        const QString &author, TimePoint at);
    /// Unknown ids, and what cannot be done ("it still fires: mute it, or mend it"), are Rejected.
    Result<IncidentChange> acknowledge(qint64 id, const QString &owner, const QString &note, TimePoint at);
    Result<IncidentChange> unacknowledge(qint64 id, const QString &why, TimePoint at);
    Result<IncidentChange> note(qint64 id, const QString &author, const QString &text, TimePoint at);
    Result<IncidentChange> own(qint64 id, const QString &owner, TimePoint at);
    Result<IncidentChange> regrade(qint64 id, Rule::Severity severity, TimePoint at);
    Result<IncidentChange> close(qint64 id, const QString &author, TimePoint at);

    const Incident *find(qint64 id) const;
    /// The open one that this alert fires in.
    const Incident *of(const AlertId &alert) const;
    /// Open ones first, then by age, newest first.
    std::vector<Incident> newest(size_t most) const;
    /// Resolved ones older than 90 days go.
    void trim(TimePoint now);

    QByteArray toBytes() const;
    static Restored fromBytes(const QByteArray &bytes);

private:
    /// Where in the book an alert is: parts never leave their incident.
    struct Place {
        qint64 incident = 0;
        size_t part = 0;
    };
    using AlertKey = std::pair<QString, QString>;

    Incident *at(qint64 id);
    Result<Incident *> known(qint64 id);
    Incident *incidentFor(const Cause &cause, const CauseFacts &facts, TimePoint at, bool mayReopen);
    void widenToken(const Cause &cause, const CauseFacts &facts);
    std::vector<IncidentChange> join(const AlertChange &change, const Rule &rule, const CauseFacts &facts,
                                     const Inhibition *inhibition);
    std::vector<IncidentChange> leave(const AlertChange &change);
    void addPart(Incident &incident, const AlertChange &change, const Rule &rule);
    Incident &add(Incident incident);
    void index();

    std::vector<Incident> m_incidents = {}; ///< in order of id
    QHash<AlertKey, Place> m_places = {};   ///< of alerts, in the newest incident that holds them
    QHash<QString, qint64> m_newestOf = {}; ///< the newest incident of each cause
    QHash<qint64, int> m_firing = {};       ///< how many parts of each fire
    qint64 m_next = 1;
};

struct IncidentBook::Restored {
    IncidentBook book = {};
    QString notice = {};
};

} // namespace hubwatch
