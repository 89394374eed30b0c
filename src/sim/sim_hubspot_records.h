// SimRecords: the contacts, companies ... that the simulated HubSpot holds.
#pragma once

#include "base/clock.h"
#include "sim/sim_hubspot_values.h"

#include <QHash>
#include <QMap>
#include <QSet>
#include <QStringList>
#include <cstdint>
#include <map>

namespace hubwatch {

struct SimRecord {
    std::int64_t id = 0;
    QMap<QString, QString> properties = {};
    TimePoint createdAt = {};
    TimePoint updatedAt = {};
    bool archived = false;
    TimePoint archivedAt = {};

    bool operator==(const SimRecord &) const = default;
};

/// What calls have done to the records of a type; nothing of what a script did.
struct SimWrites {
    std::int64_t created = 0;
    std::int64_t updated = 0;
    std::int64_t archived = 0;
    QMap<QString, std::int64_t> calls = {}; ///< by operation: "create", "update", "upsert", "archive", "one"

    bool operator==(const SimWrites &) const = default;
};

/// One type of one portal.
class SimRecords
{
public:
    explicit SimRecords(QString type = {})
        : m_type(std::move(type))
    { }

    const QString &type() const { return m_type; } ///< "contacts"
    const std::map<std::int64_t, SimRecord> &all() const { return m_records; }

    SimRecord *find(std::int64_t id);
    /// By id, or by a unique property.
    SimRecord *find(const QString &key, const QString &idProperty);
    const SimRecord *findArchived(std::int64_t id) const;

    /// Null for a property that does not exist, or no more.
    const SimProperty *property(const QString &name) const;
    bool isArchived(const QString &property) const { return m_archivedProperties.contains(property); }
    void archiveProperty(const QString &name) { m_archivedProperties += name; }

    /// Nothing when the values may be written to `record`, or as a new one for null.
    std::optional<SimRefusal> refusal(const QJsonObject &values, const SimRecord *record);
    SimRecord &create(const QJsonObject &values, TimePoint now);
    void update(SimRecord &record, const QJsonObject &values, TimePoint now);
    void archive(SimRecord &record, TimePoint now);
    /// Adds `count` made-up records, with these values over the made-up ones; "{n}" in them is 1, 2, 3 ... The refusal
    /// of the first that may not be.
    std::optional<SimRefusal> fill(int count, TimePoint now, const QJsonObject &values = {});

    SimWrites writes = {};

private:
    std::optional<SimRefusal> conflict(const SimProperty &property, const QString &value, const SimRecord *record);
    void set(SimRecord &record, const SimProperty &property, const QString &value);
    QJsonObject madeUp(int serial) const;

    QString m_type;
    std::int64_t m_lastId = 100;
    std::map<std::int64_t, SimRecord> m_records = {};
    QHash<QString, QHash<QString, std::int64_t>> m_holders = {}; ///< of a unique property's values, in small letters
    QSet<QString> m_archivedProperties = {};
};

/// The record with the properties asked for, or the type's usual ones.
QJsonObject recordJson(const SimRecord &record, const QString &type, const QStringList &properties);

} // namespace hubwatch
