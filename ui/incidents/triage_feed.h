// TriageFeed: asks what the shown incident is looked into by, and lets only the newest answers through.
#pragma once

#include "snapshot/console.h"

#include <optional>

namespace hubwatch::ui {

/// Asks when the incident changes, and for a live one again each ten seconds, never while a question is open: a slow
/// engine must not be asked faster than it answers. Time is the snapshots'.
class TriageFeed : public QObject
{
    Q_OBJECT

public:
    static constexpr Duration again = 10s;

    explicit TriageFeed(Console &console, QObject *parent = nullptr);

    /// To be called with every snapshot.
    void show(const Incident &incident, const Snapshot &snapshot);
    void clear();

    /// Of the incident that is shown; nullopt until answered.
    const std::optional<TriageAnswer> &triage() const { return m_triage; }
    const std::optional<MovedAnswer> &moved() const { return m_moved; }
    bool idle() const { return m_triageAsked == 0 && m_movedAsked == 0; }

signals:
    void triaged();
    void movedFound();

private:
    void askTriage(const Incident &incident, const Snapshot &snapshot);
    void askMoved(const Incident &incident, const Snapshot &snapshot);

    Console &m_console;
    qint64 m_incident = 0;
    std::uint64_t m_triageAsked = 0; ///< the open question; 0: none
    std::uint64_t m_movedAsked = 0;
    TimePoint m_triageAt = {};
    TimePoint m_movedAt = {};
    bool m_resolvedAsked = false; ///< nothing more will change
    std::optional<TriageAnswer> m_triage = {};
    std::optional<MovedAnswer> m_moved = {};
};

/// From when it began to go wrong until now, or until it was over; at least five minutes, at most a day.
TriageQuestion triageQuestion(const Incident &incident, const Snapshot &snapshot);

} // namespace hubwatch::ui
