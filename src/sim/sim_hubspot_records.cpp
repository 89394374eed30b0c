#include "sim/sim_hubspot_records.h"

#include "base/time_text.h"

#include <algorithm>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

QString hubspotId()
{
    return QStringLiteral("hs_object_id");
}

QString changedProperty(const QString &type)
{
    return type == "contacts"_L1 ? QStringLiteral("lastmodifieddate") : QStringLiteral("hs_lastmodifieddate");
}

SimProperty textProperty(const char *name, const char *label)
{
    return {.name = QString::fromLatin1(name), .label = QString::fromLatin1(label)};
}

std::vector<SimProperty> propertiesOf(const QString &type)
{
    std::vector<SimProperty> properties;
    if (type == "contacts"_L1) {
        properties = {textProperty("email", "Email"),        textProperty("firstname", "First name"),
                      textProperty("lastname", "Last name"), textProperty("phone", "Phone number"),
                      textProperty("city", "City"),          textProperty("company", "Company name")};
        properties[0].isUnique = true;
        properties.push_back({.name = QStringLiteral("lifecyclestage"),
                              .label = QStringLiteral("Lifecycle stage"),
                              .type = QStringLiteral("enumeration"),
                              .fieldType = QStringLiteral("radio"),
                              .options = {QStringLiteral("subscriber"), QStringLiteral("lead"),
                                          QStringLiteral("opportunity"), QStringLiteral("customer")}});
    } else if (type == "companies"_L1) {
        properties = {textProperty("name", "Company name"), textProperty("domain", "Company domain name"),
                      textProperty("city", "City")};
    } else {
        properties
            = {textProperty("name", "Name"), textProperty("dealname", "Deal name"), textProperty("subject", "Subject")};
        properties.push_back({.name = QStringLiteral("amount"),
                              .label = QStringLiteral("Amount"),
                              .type = QStringLiteral("number"),
                              .fieldType = QStringLiteral("number")});
    }
    SimProperty own = textProperty("external_id", "Our own id");
    own.isUnique = true;
    properties.push_back(own);
    for (const QString &name : {hubspotId(), QStringLiteral("createdate"), changedProperty(type)}) {
        const bool isDate = name != hubspotId();
        properties.push_back({.name = name,
                              .label = name,
                              .type = isDate ? QStringLiteral("datetime") : QStringLiteral("number"),
                              .fieldType = isDate ? QStringLiteral("date") : QStringLiteral("number"),
                              .isUnique = !isDate,
                              .isReadOnly = true});
    }
    return properties;
}

QString textOf(const QJsonValue &value)
{
    return value.isNull() ? QString() : value.toString();
}

} // namespace

QString simType(const QString &nameOrId)
{
    static const QMap<QString, QString> types{{QStringLiteral("0-1"), QStringLiteral("contacts")},
                                              {QStringLiteral("contact"), QStringLiteral("contacts")},
                                              {QStringLiteral("contacts"), QStringLiteral("contacts")},
                                              {QStringLiteral("0-2"), QStringLiteral("companies")},
                                              {QStringLiteral("companies"), QStringLiteral("companies")},
                                              {QStringLiteral("0-3"), QStringLiteral("deals")},
                                              {QStringLiteral("deals"), QStringLiteral("deals")},
                                              {QStringLiteral("0-5"), QStringLiteral("tickets")},
                                              {QStringLiteral("tickets"), QStringLiteral("tickets")},
                                              {QStringLiteral("0-7"), QStringLiteral("products")},
                                              {QStringLiteral("products"), QStringLiteral("products")},
                                              {QStringLiteral("0-8"), QStringLiteral("line_items")},
                                              {QStringLiteral("line_items"), QStringLiteral("line_items")}};
    return types.value(nameOrId);
}

QString simScope(const QString &type, bool write)
{
    if (type == "tickets"_L1)
        return type;
    if (type == "products"_L1 || type == "line_items"_L1)
        return QStringLiteral("e-commerce");
    return QStringLiteral("crm.objects.%1.%2").arg(type, write ? QStringLiteral("write") : QStringLiteral("read"));
}

const std::vector<SimProperty> &simProperties(const QString &type)
{
    static const std::map<QString, std::vector<SimProperty>> known = [] {
        std::map<QString, std::vector<SimProperty>> all;
        for (const char *name : {"contacts", "companies", "deals", "tickets", "products", "line_items"})
            all[QString::fromLatin1(name)] = propertiesOf(QString::fromLatin1(name));
        return all;
    }();
    return known.at(type);
}

const SimProperty *simProperty(const QString &type, const QString &name)
{
    const std::vector<SimProperty> &properties = simProperties(type);
    const auto at = std::ranges::find(properties, name, &SimProperty::name);
    return at == properties.end() ? nullptr : &*at;
}

SimRecord *SimRecords::find(std::int64_t id)
{
    const auto at = m_records.find(id);
    return at == m_records.end() || at->second.archived ? nullptr : &at->second;
}

SimRecord *SimRecords::find(const QString &key, const QString &idProperty)
{
    if (idProperty.isEmpty() || idProperty == hubspotId())
        return find(key.toLongLong());
    const QString wanted = idProperty == "email"_L1 ? key.toLower() : key;
    for (auto &[id, record] : m_records) {
        if (!record.archived && record.properties.value(idProperty) == wanted && !wanted.isEmpty())
            return &record;
    }
    return nullptr;
}

std::optional<SimRefusal> SimRecords::valueRefusal(const SimProperty &property, const QString &value,
                                                   const SimRecord *record) const
{
    if (value.isEmpty())
        return std::nullopt;
    const auto wrong = [&property](const char *code, const QString &message) {
        return SimRefusal{.message = message, .code = QString::fromLatin1(code), .property = property.name};
    };
    if (property.name == "email"_L1 && (value.count(u'@') != 1 || value.contains(u' ') || value.endsWith(u'@')))
        return wrong("INVALID_EMAIL", QStringLiteral("Email address %1 is invalid").arg(value));
    if (property.type == "enumeration"_L1 && !property.options.contains(value))
        return wrong("INVALID_OPTION",
                     QStringLiteral("%1 was not one of the allowed options: [%2]")
                         .arg(value, property.options.join(QStringLiteral(", "))));
    bool ok = true;
    if (property.type == "number"_L1)
        value.toDouble(&ok);
    if (!ok)
        return wrong("INVALID_INTEGER", QStringLiteral("%1 was not a valid number").arg(value));
    if (!property.isUnique)
        return std::nullopt;
    for (const auto &[id, other] : m_records) {
        if (other.archived || (record && id == record->id)
            || other.properties.value(property.name).compare(value, Qt::CaseInsensitive) != 0)
            continue;
        const QString thing = m_type == "contacts"_L1 ? QStringLiteral("Contact") : QStringLiteral("Object");
        return SimRefusal{.status = 409,
                          .category = QStringLiteral("CONFLICT"),
                          .message = QStringLiteral("%1 already exists. Existing ID: %2").arg(thing).arg(id)};
    }
    return std::nullopt;
}

std::optional<SimRefusal> SimRecords::refusal(const QJsonObject &values, const SimRecord *record)
{
    for (auto it = values.begin(); it != values.end(); ++it) {
        if (!it->isString() && !it->isNull())
            return SimRefusal{.message = QStringLiteral("Property values must be strings: %1").arg(it.key()),
                              .code = QStringLiteral("INVALID_VALUE"),
                              .property = it.key()};
        const SimProperty *property = simProperty(m_type, it.key());
        if (!property)
            return SimRefusal{.message = QStringLiteral("Property \"%1\" does not exist").arg(it.key()),
                              .code = QStringLiteral("PROPERTY_DOESNT_EXIST"),
                              .property = it.key()};
        if (property->isReadOnly)
            return SimRefusal{
                .message = QStringLiteral("\"%1\" is a read only property; its value cannot be set.").arg(it.key()),
                .code = QStringLiteral("READ_ONLY_VALUE"),
                .property = it.key()};
        if (auto wrong = valueRefusal(*property, textOf(*it), record))
            return wrong;
    }
    return std::nullopt;
}

void SimRecords::stamp(SimRecord &record, TimePoint now) const
{
    record.updatedAt = now;
    record.properties.insert(changedProperty(m_type), utcText(now));
}

SimRecord &SimRecords::create(const QJsonObject &values, TimePoint now)
{
    const std::int64_t id = ++m_lastId;
    SimRecord &record = m_records[id];
    record.id = id;
    record.createdAt = now;
    record.properties = {{hubspotId(), QString::number(id)}, {QStringLiteral("createdate"), utcText(now)}};
    update(record, values, now);
    return record;
}

void SimRecords::update(SimRecord &record, const QJsonObject &values, TimePoint now)
{
    for (auto it = values.begin(); it != values.end(); ++it) {
        const QString value = textOf(*it);
        if (value.isEmpty())
            record.properties.remove(it.key());
        else
            record.properties.insert(it.key(), it.key() == "email"_L1 ? value.toLower() : value);
    }
    stamp(record, now);
}

void SimRecords::fill(int count, TimePoint now)
{
    for (int i = 0; i < count; ++i) {
        const QString number = QString::number(m_lastId + 1);
        if (m_type == "contacts"_L1)
            create({{"email"_L1, QStringLiteral("person%1@example.test").arg(number)},
                    {"firstname"_L1, "Person"_L1},
                    {"lastname"_L1, number},
                    {"lifecyclestage"_L1, i % 3 == 0 ? "customer"_L1 : "lead"_L1}},
                   now);
        else
            create({{"name"_L1, QStringLiteral("%1 %2").arg(m_type, number)}}, now);
    }
}

QJsonObject recordJson(const SimRecord &record, const QString &type, const QStringList &properties)
{
    QStringList wanted = properties;
    if (wanted.isEmpty() && type == "contacts"_L1)
        wanted = {QStringLiteral("email"), QStringLiteral("firstname"), QStringLiteral("lastname")};
    else if (wanted.isEmpty())
        wanted = {QStringLiteral("name")};
    wanted += {hubspotId(), QStringLiteral("createdate"), changedProperty(type)};
    QJsonObject values;
    for (const QString &name : std::as_const(wanted)) {
        if (simProperty(type, name)) // of what does not exist HubSpot says nothing
            values.insert(name,
                          record.properties.contains(name) ? QJsonValue(record.properties.value(name))
                                                           : QJsonValue(QJsonValue::Null));
    }
    return {{"id"_L1, QString::number(record.id)},
            {"properties"_L1, values},
            {"createdAt"_L1, utcText(record.createdAt)},
            {"updatedAt"_L1, utcText(record.updatedAt)},
            {"archived"_L1, record.archived}};
}

} // namespace hubwatch
