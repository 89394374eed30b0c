#include "sim/sim_hubspot_records.h"

#include "base/time_text.h"

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

QString hubspotId()
{
    return QStringLiteral("hs_object_id");
}

QString creationDate()
{
    return QStringLiteral("createdate");
}

QString textOf(const QJsonValue &value)
{
    return value.isNull() ? QString() : value.toString();
}

} // namespace

SimRecord *SimRecords::find(std::int64_t id)
{
    const auto at = m_records.find(id);
    return at == m_records.end() || at->second.archived ? nullptr : &at->second;
}

SimRecord *SimRecords::find(const QString &key, const QString &idProperty)
{
    if (idProperty.isEmpty() || idProperty == hubspotId())
        return find(key.toLongLong());
    SimRecord *record = find(m_holders.value(idProperty).value(key.toLower()));
    if (!record || idProperty == "email"_L1 || record->properties.value(idProperty) == key)
        return record;
    return nullptr;
}

const SimRecord *SimRecords::findArchived(std::int64_t id) const
{
    const auto at = m_records.find(id);
    return at == m_records.end() || !at->second.archived ? nullptr : &at->second;
}

const SimProperty *SimRecords::property(const QString &name) const
{
    return isArchived(name) ? nullptr : simProperty(m_type, name);
}

std::optional<SimRefusal> SimRecords::conflict(const SimProperty &property, const QString &value,
                                               const SimRecord *record)
{
    const SimRecord *holder = find(m_holders.value(property.name).value(value.toLower()));
    if (!holder || (record && holder->id == record->id))
        return std::nullopt;
    const QString thing = m_type == "contacts"_L1 ? QStringLiteral("Contact") : QStringLiteral("Object");
    return SimRefusal{.status = 409,
                      .category = QStringLiteral("CONFLICT"),
                      .message = QStringLiteral("%1 already exists. Existing ID: %2").arg(thing).arg(holder->id)};
}

std::optional<SimRefusal> SimRecords::refusal(const QJsonObject &values, const SimRecord *record)
{
    for (auto it = values.begin(); it != values.end(); ++it) {
        const auto wrong = [name = it.key()](const char *code, const QString &message) {
            return SimRefusal{.message = message, .code = QString::fromLatin1(code), .property = name};
        };
        if (!it->isString() && !it->isNull())
            return wrong("INVALID_VALUE", QStringLiteral("Property values must be strings: %1").arg(it.key()));
        const SimProperty *known = property(it.key());
        if (!known)
            return wrong("PROPERTY_DOESNT_EXIST", QStringLiteral("Property \"%1\" does not exist").arg(it.key()));
        if (known->isReadOnly)
            return wrong("READ_ONLY_VALUE",
                         QStringLiteral("\"%1\" is a read only property; its value cannot be set.").arg(it.key()));
        const QString value = textOf(*it);
        if (auto bad = valueRefusal(*known, value))
            return bad;
        if (!known->isUnique || value.isEmpty())
            continue;
        if (auto taken = conflict(*known, value, record))
            return taken;
    }
    return std::nullopt;
}

void SimRecords::set(SimRecord &record, const SimProperty &property, const QString &value)
{
    const QString before = record.properties.value(property.name);
    const QString after = storedValue(property, value, before);
    if (property.isUnique && after != before) {
        QHash<QString, std::int64_t> &holders = m_holders[property.name];
        if (holders.value(before.toLower()) == record.id)
            holders.remove(before.toLower());
        if (!after.isEmpty())
            holders.insert(after.toLower(), record.id);
    }
    // Under the definition's own name, so that no record keeps a copy of it.
    if (after.isEmpty())
        record.properties.remove(property.name);
    else
        record.properties.insert(property.name, after);
}

SimRecord &SimRecords::create(const QJsonObject &values, TimePoint now)
{
    const std::int64_t id = ++m_lastId;
    SimRecord &record = m_records[id];
    record.id = id;
    record.createdAt = now;
    record.properties = {{hubspotId(), QString::number(id)}, {creationDate(), utcText(now)}};
    update(record, values, now);
    return record;
}

void SimRecords::update(SimRecord &record, const QJsonObject &values, TimePoint now)
{
    for (auto it = values.begin(); it != values.end(); ++it) {
        if (const SimProperty *known = property(it.key()))
            set(record, *known, textOf(*it));
    }
    record.updatedAt = now;
    record.properties.insert(simProperty(m_type, simChangedProperty(m_type))->name, utcText(now));
}

void SimRecords::archive(SimRecord &record, TimePoint now)
{
    record.archived = true;
    record.archivedAt = now;
}

QJsonObject SimRecords::madeUp(int serial) const
{
    const QString number = QString::number(m_lastId + 1);
    if (m_type == "contacts"_L1)
        return {{"email"_L1, QStringLiteral("person%1@example.test").arg(number)},
                {"firstname"_L1, "Person"_L1},
                {"lastname"_L1, number},
                {"lifecyclestage"_L1, serial % 3 == 0 ? "customer"_L1 : "lead"_L1}};
    return {{"name"_L1, QStringLiteral("%1 %2").arg(m_type, number)}};
}

std::optional<SimRefusal> SimRecords::fill(int count, TimePoint now, const QJsonObject &values)
{
    for (int i = 0; i < count; ++i) {
        QJsonObject all = madeUp(i);
        for (auto it = values.begin(); it != values.end(); ++it)
            all.insert(
                it.key(),
                QJsonValue(it->isString() ? it->toString().replace("{n}"_L1, QString::number(i + 1)) : QString()));
        if (auto wrong = values.isEmpty() ? std::nullopt : refusal(all, nullptr))
            return wrong;
        create(all, now);
    }
    return std::nullopt;
}

QJsonObject recordJson(const SimRecord &record, const QString &type, const QStringList &properties)
{
    QStringList wanted = properties;
    if (wanted.isEmpty() && type == "contacts"_L1)
        wanted = {QStringLiteral("email"), QStringLiteral("firstname"), QStringLiteral("lastname")};
    else if (wanted.isEmpty())
        wanted = {QStringLiteral("name")};
    wanted += {hubspotId(), creationDate(), simChangedProperty(type)};
    QJsonObject values;
    for (const QString &name : std::as_const(wanted)) {
        if (simProperty(type, name)) // of what does not exist HubSpot says nothing
            values.insert(name,
                          record.properties.contains(name) ? QJsonValue(record.properties.value(name))
                                                           : QJsonValue(QJsonValue::Null));
    }
    QJsonObject json{{"id"_L1, QString::number(record.id)},
                     {"properties"_L1, values},
                     {"createdAt"_L1, utcText(record.createdAt)},
                     {"updatedAt"_L1, utcText(record.updatedAt)},
                     {"archived"_L1, record.archived}};
    if (record.archived)
        json.insert("archivedAt"_L1, utcText(record.archivedAt));
    return json;
}

} // namespace hubwatch
