// Outbox: what is still to be told, and the ledger of what was, in one database.
#pragma once

#include "alerts/route.h"
#include "base/result.h"
#include "notify/ledger.h"

#include <map>
#include <memory>

namespace hubwatch {

class Database;

/// Of a route's TEST. Another kind, URL, key or channel is another receiver, which it did not reach.
QString testKey(const Route &route);

/// A notice in the outbox.
struct Waiting {
    Notice notice = {};
    int attempts = 0;
    std::optional<TimePoint> nextTry = {};

    bool operator==(const Waiting &) const = default;
};

/// Something that is not sent, and why.
struct Withheld {
    Notice notice = {};
    QString why = {};

    bool operator==(const Withheld &) const = default;
};

/// Everything reported as done is on disk, also after a loss of power (synchronous = FULL). One thread, and one program
/// a folder. Errors are of kind Storage; a damaged file is set aside, and what can be read of it is taken over.
class Outbox
{
public:
    struct Opened {
        std::unique_ptr<Outbox> outbox;
        QString notice = {}; ///< what was damaged, where it was set aside, what was kept
    };
    using Values = std::map<QString, QByteArray>;

    /// `directory` empty: in memory. The file is deliveries.db.
    static Result<Opened> open(const QString &directory);
    /// The kinds of routes by name, for the ledger.
    void setKinds(std::map<QString, QString> kinds) { m_kinds = std::move(kinds); }

    /// Takes notices in, all or none, in their order; fills in their ids. The values, such as the states of their
    /// groups, are stored in the same transaction; an empty one takes that key out.
    Result<void> put(std::vector<Notice> &notices, const Values &values = {});
    /// Of a route, oldest first; refused ones are not among them.
    Result<std::vector<Waiting>> waiting(const QString &route) const;
    QStringList routes() const; ///< for which something waits
    int refused(const QString &route) const;

    /// Written before the attempt goes out: the entry stands as Trying.
    Result<LedgerEntry> begin(const Notice &notice, TimePoint at);
    /// What became of it; Done takes the notice out of the outbox, Refused leaves it for a person, Later until
    /// `nextTry`.
    Result<void> finish(const LedgerEntry &attempt, const Delivery &delivery, std::optional<TimePoint> nextTry);
    /// What is not sent leaves the outbox if it was there. All or none.
    Result<std::vector<LedgerEntry>> withhold(const std::vector<Withheld> &withheld, TimePoint at);
    /// An entry as it stands, of an attempt that could not be noted when it was made.
    Result<void> record(LedgerEntry entry, const QString &handle);
    /// At the start: attempts that stand as Trying become Unknown; their notices still wait. How many.
    Result<int> recover(TimePoint now);
    /// Refused ones: to be tried again, or given up.
    Result<Notice> retry(qint64 notice);
    Result<LedgerEntry> drop(qint64 notice, const QString &by, TimePoint at);
    /// Takes them out without a word: a newer one says the same, or they were delivered and noted elsewhere.
    Result<void> discard(const std::vector<qint64> &notices);

    Result<LedgerAnswer> search(const LedgerQuery &query) const;
    /// By which the other side knows what was last told under `key` on `route`.
    QString handle(const QString &route, const QString &key) const;
    /// The newest delivery of a route; nullopt: never.
    std::optional<LedgerEntry> lastDelivered(const QString &route) const;
    /// The newest TEST that arrived where the route leads now; nullopt: none did.
    std::optional<LedgerEntry> lastTest(const Route &route) const;
    std::optional<LedgerEntry> lastAttempt(const QString &route) const;

    /// Small values, such as the states of groups.
    Result<void> put(const QString &key, const QByteArray &value);
    std::optional<QByteArray> get(const QString &key) const;
    Values values(const QString &prefix) const;

    /// Ledger entries, and refused notices, older than 90 days go; what waits stays.
    Result<void> trim(TimePoint now);

    ~Outbox();

private:
    explicit Outbox(std::unique_ptr<Database> database);

    std::unique_ptr<Database> m_database;
    std::map<QString, QString> m_kinds = {};
};

} // namespace hubwatch
