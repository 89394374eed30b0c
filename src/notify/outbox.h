// Outbox: what is still to be told, and the ledger of what was, in one database.
#pragma once

#include "notify/ledger.h"
#include "store/database.h"

#include <memory>

namespace hubwatch {

/// Everything reported as done is on disk, also after a loss of power (synchronous = FULL). One thread. Errors are of
/// kind Storage; a damaged file is set aside, and what can be read of it is taken over.
class Outbox
{
public:
    struct Opened {
        std::unique_ptr<Outbox> outbox;
        QString notice = {}; ///< what was damaged, where it was set aside, what was kept
    };
    /// `directory` empty: in memory. The file is deliveries.db.
    static Result<Opened> open(const QString &directory);

    /// Takes notices in, all or none, in their order; fills in their ids. Each may be accompanied by a state of its
    /// group that is stored in the same transaction.
    Result<void> put(std::vector<Notice> &notices);
    /// Waiting ones of a route, oldest first.
    Result<std::vector<Notice>> waiting(const QString &route) const;
    int waitingCount(const QString &route) const;
    int attempts(qint64 notice) const;

    /// Written before the attempt goes out: the entry stands as Trying.
    Result<LedgerEntry> begin(const Notice &notice, TimePoint at);
    /// What became of it; Done and Refused take the notice out of the outbox, Later leaves it until `nextTry`.
    Result<void> finish(const LedgerEntry &attempt, const Delivery &delivery, std::optional<TimePoint> nextTry);
    /// Something that was not sent.
    Result<void> withhold(const Notice &notice, const QString &why, TimePoint at);
    /// At the start: attempts that stand as Trying become Unknown; their notices still wait. How many.
    Result<int> recover(TimePoint now);
    /// Refused ones: to be tried again, or given up.
    Result<void> retry(qint64 notice);
    Result<void> drop(qint64 notice, const QString &by, TimePoint at);

    Result<LedgerAnswer> search(const LedgerQuery &query) const;
    /// By which the other side knows what was last told under `key` on `route`.
    QString handle(const QString &route, const QString &key) const;
    /// When a route was last proved by an answer to a test, and the newest delivery; nullopt: never.
    std::optional<LedgerEntry> lastDelivered(const QString &route, bool testOnly) const;
    std::optional<LedgerEntry> lastAttempt(const QString &route) const;

    /// Small values, such as the states of groups.
    Result<void> put(const QString &key, const QByteArray &value);
    std::optional<QByteArray> get(const QString &key) const;

    /// Ledger entries older than 90 days go; what waits stays.
    Result<void> trim(TimePoint now);

    ~Outbox();

private:
    explicit Outbox(std::unique_ptr<Database> database);
    std::unique_ptr<Database> m_database;
};

} // namespace hubwatch
