#include "sim/sim_hubspot_properties.h"

#include <QHash>
#include <QJsonArray>
#include <QMap>
#include <map>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

/// A property in one line: name, label, type, field type, and its options' values.
SimProperty defined(const char *name, const char *label, const char *type = "string", const char *fieldType = "text",
                    std::initializer_list<const char *> options = {})
{
    SimProperty property{.name = QString::fromLatin1(name),
                         .label = QString::fromLatin1(label),
                         .type = QString::fromLatin1(type),
                         .fieldType = QString::fromLatin1(fieldType)};
    for (const char *option : options) {
        const QString value = QString::fromLatin1(option);
        QString words = QString(value).replace(u'_', u' ');
        words[0] = words[0].toUpper();
        property.options.push_back({.value = value, .label = words});
    }
    return property;
}

SimProperty yesOrNo(const char *name, const char *label)
{
    SimProperty property = defined(name, label, "bool", "booleancheckbox");
    property.options = {{.value = QStringLiteral("true"), .label = QStringLiteral("Yes")},
                        {.value = QStringLiteral("false"), .label = QStringLiteral("No")}};
    return property;
}

SimProperty own(SimProperty property)
{
    property.isOwn = true;
    return property;
}

SimProperty unique(SimProperty property)
{
    property.isUnique = true;
    return property;
}

SimProperty lastOptionHidden(SimProperty property)
{
    property.options.back().hidden = true;
    return property;
}

SimProperty calculated(SimProperty property)
{
    property.isReadOnly = true;
    property.isCalculated = true;
    return property;
}

std::vector<SimProperty> contactProperties()
{
    return {
        unique(defined("email", "Email")),
        defined("firstname", "First name"),
        defined("lastname", "Last name"),
        defined("phone", "Phone number", "string", "phonenumber"),
        defined("mobilephone", "Mobile phone number", "phone_number", "phonenumber"),
        defined("city", "City"),
        defined("company", "Company name"),
        defined("message", "Message", "string", "textarea"),
        defined("lifecyclestage", "Lifecycle stage", "enumeration", "radio",
                {"subscriber", "lead", "opportunity", "customer"}),
        own(defined("contract_end", "Contract end", "date", "date")),
        own(defined("last_visit", "Last visit", "datetime", "date")),
        own(yesOrNo("newsletter", "Newsletter")),
        own(lastOptionHidden(defined("interests", "Interests", "enumeration", "checkbox",
                                     {"pumps", "valves", "spare_parts", "discontinued"}))),
        own(defined("credit_limit", "Credit limit", "number", "number")),
        calculated(defined("hs_email_domain", "Email domain")),
    };
}

std::vector<SimProperty> propertiesOf(const QString &type)
{
    std::vector<SimProperty> properties;
    if (type == "contacts"_L1)
        properties = contactProperties();
    else if (type == "companies"_L1)
        properties = {defined("name", "Company name"), defined("domain", "Company domain name"),
                      defined("city", "City"), defined("numberofemployees", "Employees", "number", "number")};
    else if (type == "p_machine"_L1)
        properties = {own(unique(defined("serial_number", "Serial number"))),
                      own(defined("name", "Name")),
                      own(defined("installed_on", "Installed on", "date", "date")),
                      own(yesOrNo("running", "Running")),
                      own(defined("hours", "Hours of operation", "number", "number")),
                      own(defined("state", "State", "enumeration", "select", {"in_use", "stored", "scrapped"}))};
    else
        properties = {defined("name", "Name"), defined("dealname", "Deal name"), defined("subject", "Subject"),
                      defined("amount", "Amount", "number", "number")};
    properties.push_back(own(unique(defined("external_id", "Our own id"))));
    for (const QString &name :
         {QStringLiteral("hs_object_id"), QStringLiteral("createdate"), simChangedProperty(type)}) {
        const bool isDate = name != "hs_object_id"_L1;
        properties.push_back({.name = name,
                              .label = name,
                              .type = isDate ? QStringLiteral("datetime") : QStringLiteral("number"),
                              .fieldType = isDate ? QStringLiteral("date") : QStringLiteral("number"),
                              .isUnique = !isDate,
                              .isReadOnly = true});
    }
    return properties;
}

struct KnownType {
    std::vector<SimProperty> properties = {};
    QHash<QString, const SimProperty *> byName = {};
};

const KnownType &knownType(const QString &type)
{
    static const std::map<QString, KnownType> known = [] {
        std::map<QString, KnownType> all;
        for (const char *name : {"contacts", "companies", "deals", "tickets", "products", "line_items", "p_machine"}) {
            KnownType &one = all[QString::fromLatin1(name)];
            one.properties = propertiesOf(QString::fromLatin1(name));
            for (const SimProperty &property : one.properties)
                one.byName.insert(property.name, &property);
        }
        return all;
    }();
    static const KnownType none;
    const auto at = known.find(type);
    return at == known.end() ? none : at->second;
}

} // namespace

const std::vector<SimProperty> &simProperties(const QString &type)
{
    return knownType(type).properties;
}

const SimProperty *simProperty(const QString &type, const QString &name)
{
    return knownType(type).byName.value(name);
}

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
                                              {QStringLiteral("line_items"), QStringLiteral("line_items")},
                                              {QStringLiteral("2-123456"), QStringLiteral("p_machine")},
                                              {QStringLiteral("p_machine"), QStringLiteral("p_machine")},
                                              {QStringLiteral("p4242_machine"), QStringLiteral("p_machine")}};
    return types.value(nameOrId);
}

QString simScope(const QString &type, bool write)
{
    if (type == "tickets"_L1)
        return type;
    if (type == "products"_L1 || type == "line_items"_L1)
        return QStringLiteral("e-commerce");
    return QStringLiteral("crm.objects.%1.%2")
        .arg(type.startsWith("p_"_L1) ? QStringLiteral("custom") : type,
             write ? QStringLiteral("write") : QStringLiteral("read"));
}

QString simSchemaScope(const QString &type)
{
    return QStringLiteral("crm.schemas.%1.read").arg(type.startsWith("p_"_L1) ? QStringLiteral("custom") : type);
}

QString simChangedProperty(const QString &type)
{
    return type == "contacts"_L1 ? QStringLiteral("lastmodifieddate") : QStringLiteral("hs_lastmodifieddate");
}

QJsonObject propertyJson(const SimProperty &property, bool archived)
{
    QJsonArray options;
    for (const SimOption &option : property.options)
        options.append(QJsonObject{{"label"_L1, option.label},
                                   {"value"_L1, option.value},
                                   {"displayOrder"_L1, options.size()},
                                   {"hidden"_L1, option.hidden}});
    return {{"name"_L1, property.name},
            {"label"_L1, property.label},
            {"type"_L1, property.type},
            {"fieldType"_L1, property.fieldType},
            {"groupName"_L1, "information"_L1},
            {"description"_L1, ""_L1},
            {"displayOrder"_L1, -1},
            {"options"_L1, options},
            {"hasUniqueValue"_L1, property.isUnique},
            {"hidden"_L1, false},
            {"formField"_L1, !property.isReadOnly},
            {"calculated"_L1, property.isCalculated},
            {"hubspotDefined"_L1, !property.isOwn},
            {"archived"_L1, archived},
            {"dataSensitivity"_L1, "non_sensitive"_L1},
            {"modificationMetadata"_L1,
             QJsonObject{{"archivable"_L1, property.isOwn},
                         {"readOnlyDefinition"_L1, !property.isOwn},
                         {"readOnlyValue"_L1, property.isReadOnly}}}};
}

} // namespace hubwatch
