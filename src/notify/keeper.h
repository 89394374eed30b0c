// Keeper: the outbox, and memory for as long as the outbox cannot be written.
#pragma once

#include "notify/outbox.h"

#include <functional>

namespace hubwatch {

class Clock;

/// Never fails: what cannot be stored is kept in memory, told all the same, and stored as soon as that works again.
/// Meanwhile fault() says so. A notice that is only in memory has a negative id.
class Keeper
{
public:
    Keeper(const QString &directory, Clock &clock);

    const QString &notice() const { return m_notice; }
    const QString &fault() const { return m_fault; }
    Outbox &outbox() { return *m_outbox; }
    const Outbox &outbox() const { return *m_outbox; }

    void put(std::vector<Notice> &notices, const Outbox::Values &values);
    LedgerEntry begin(const Notice &notice);
    LedgerEntry finish(const LedgerEntry &attempt, const Delivery &delivery, std::optional<TimePoint> nextTry);
    std::vector<LedgerEntry> withhold(const std::vector<Withheld> &withheld);
    void discard(const std::vector<qint64> &notices);

    /// Tries again what could not be stored. Calls `saved` with the new ids of notices that had none.
    void flush();
    std::function<void(const std::map<qint64, qint64> &)> saved = {};

private:
    struct Unrecorded {
        LedgerEntry entry = {};
        Delivery delivery = {};
        std::optional<TimePoint> nextTry = {};
    };

    bool note(const Error &error);
    void leave(qint64 notice);
    bool flushNotices();
    bool flushEntries();

    Clock &m_clock;
    std::unique_ptr<Outbox> m_outbox = {};
    QString m_notice = {};
    QString m_fault = {};
    bool m_memoryOnly = false;
    qint64 m_lastId = 0;
    std::map<qint64, Notice> m_unsaved = {}; ///< oldest has the greatest id
    Outbox::Values m_values = {};
    std::vector<Unrecorded> m_unrecorded = {};
    std::vector<qint64> m_gone = {}; ///< to be taken out of the outbox
};

} // namespace hubwatch
