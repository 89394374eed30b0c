#include "batch/cell_check.h"
#include "batch/name_likeness.h"
#include "batch/row_check.h"

#include <QHash>
#include <QSet>
#include <algorithm>
#include <array>

namespace hubwatch {

namespace {

struct SpecFacts {
    const JobSpec &spec;
    const QStringList &header;
    std::span<const PropertyDefinition> definitions;
    QString object = {}; ///< by its usual name
};

/// HubSpot takes a type's number as well as its name.
QString usualObjectName(const QString &object)
{
    static const QHash<QString, QString> names{
        {QStringLiteral("0-1"), QStringLiteral("contacts")}, {QStringLiteral("0-2"), QStringLiteral("companies")},
        {QStringLiteral("0-3"), QStringLiteral("deals")},    {QStringLiteral("0-5"), QStringLiteral("tickets")},
        {QStringLiteral("0-7"), QStringLiteral("products")}, {QStringLiteral("0-8"), QStringLiteral("line_items")},
    };
    return names.value(object, object);
}

const PropertyDefinition *specDefinition(std::span<const PropertyDefinition> definitions, const QString &name)
{
    const auto found = std::ranges::find(definitions, name, &PropertyDefinition::name);
    return found == definitions.end() ? nullptr : &*found;
}

/// "; did you mean \"Stage\"?" for the nearest of `names`; `otherwise` where none is near.
QString nearestSpecName(const QString &name, const QStringList &names, const QString &otherwise)
{
    QString nearest;
    double best = sameLikeness;
    for (const QString &other : names)
        if (const double likeness = nameLikeness(plainName(name), plainName(other)); likeness >= best) {
            nearest = other;
            best = likeness;
        }
    return nearest.isEmpty() ? otherwise : QStringLiteral("; did you mean \"%1\"?").arg(nearest);
}

void checkSpecColumn(const SpecFacts &facts, const QString &column, QStringList &faults)
{
    const auto count = facts.header.count(column);
    if (count == 0)
        faults += QStringLiteral("the file has no column \"%1\"").arg(column)
            + nearestSpecName(column, facts.header, QStringLiteral("; choose one that it has"));
    if (count > 1)
        faults += QStringLiteral("the file has %1 columns \"%2\"; rename all but one").arg(count).arg(column);
}

bool checkSpecProperty(const SpecFacts &facts, const QString &property, QStringList &faults)
{
    if (facts.definitions.empty() || specDefinition(facts.definitions, property))
        return true;
    QStringList names;
    for (const PropertyDefinition &definition : facts.definitions)
        names += definition.name;
    faults += QStringLiteral("%1 have no property \"%2\"").arg(facts.object, property)
        + nearestSpecName(property, names, QStringLiteral("; choose another, or create it in HubSpot"));
    return false;
}

void checkSpecWritable(const SpecFacts &facts, const QString &property, const QString &from, QStringList &faults)
{
    if (property.isEmpty()) {
        faults += QStringLiteral("%1 is mapped to no property; choose one or leave it out").arg(from);
        return;
    }
    if (!checkSpecProperty(facts, property, faults))
        return;
    const PropertyDefinition *definition = specDefinition(facts.definitions, property);
    if (definition && definition->isReadOnly)
        faults += QStringLiteral("\"%1\" is read-only: HubSpot writes it itself; leave %2 out").arg(property, from);
    if (definition && definition->isArchived)
        faults += QStringLiteral("\"%1\" is archived; restore it in HubSpot or leave %2 out").arg(property, from);
}

void checkSpecKey(const SpecFacts &facts, QStringList &faults)
{
    const JobSpec &spec = facts.spec;
    const bool takesUnique = spec.operation == JobOperation::Update || spec.operation == JobOperation::Upsert
        || spec.operation == JobOperation::Read;
    if (spec.idColumn.isEmpty())
        faults += QStringLiteral("no column names the records; choose the key");
    else
        checkSpecColumn(facts, spec.idColumn, faults);
    if (spec.idProperty.isEmpty() || spec.idProperty == u"hs_object_id") {
        if (spec.operation == JobOperation::Upsert)
            faults += QStringLiteral("an upsert needs a key that new records have, too; choose email or another unique "
                                     "property, or update by HubSpot's id");
        return;
    }
    if (!takesUnique) {
        faults
            += QStringLiteral("HubSpot takes only its own ids for this, not \"%1\"; choose a column of ids; a read by "
                              "\"%1\" tells them")
                   .arg(spec.idProperty);
        return;
    }
    const bool isContactEmail = facts.object == u"contacts" && spec.idProperty == u"email";
    if (isContactEmail || !checkSpecProperty(facts, spec.idProperty, faults))
        return;
    const PropertyDefinition *definition = specDefinition(facts.definitions, spec.idProperty);
    if (definition && !definition->isUnique)
        faults += QStringLiteral("\"%1\" is not unique, so that it cannot be the key; choose HubSpot's id%2 or a "
                                 "property with unique values")
                      .arg(spec.idProperty, facts.object == u"contacts" ? QStringLiteral(", email") : QString());
}

void checkSpecTwice(const SpecFacts &facts, QStringList &faults)
{
    QHash<QString, QStringList> writers;
    QStringList order;
    const auto note = [&](const QString &property, const QString &from) {
        if (!writers.contains(property))
            order += property;
        writers[property] += from;
    };
    for (const ColumnMapping &mapping : facts.spec.mapping)
        note(mapping.property, QStringLiteral("column \"%1\"").arg(mapping.column));
    for (const PropertyConstant &constant : facts.spec.constants)
        note(constant.property, QStringLiteral("a constant"));
    for (const QString &property : std::as_const(order))
        if (const QStringList &from = writers[property]; from.size() > 1 && !property.isEmpty())
            faults += QStringLiteral("\"%1\" is written by %2; keep one").arg(property, from.join(u" and "));
}

void checkSpecConstant(const SpecFacts &facts, const PropertyConstant &constant, QStringList &faults)
{
    const PropertyDefinition *definition = specDefinition(facts.definitions, constant.property);
    if (!definition)
        return;
    const std::string value = constant.value.toStdString();
    std::string buffer;
    const CellCheck check(*definition);
    if (const auto judged = check.judge(value, buffer); judged.fault != CellCheck::Fault::None)
        faults
            += check.words(judged.fault, QStringLiteral("the constant for \"%1\"").arg(constant.property), value).words;
}

/// What HubSpot wants of a new record: all of them, or one of them.
struct RequiredProperties {
    const char *object;
    bool all;
    std::array<const char *, 3> names;
};
constexpr std::array requiredProperties{
    RequiredProperties{"contacts", false, {"email", "firstname", "lastname"}},
    RequiredProperties{"companies", false, {"name", "domain", nullptr}},
    RequiredProperties{"deals", true, {"dealname", "dealstage", nullptr}},
    RequiredProperties{"tickets", true, {"subject", "hs_pipeline_stage", nullptr}},
};

QSet<QString> writtenProperties(const JobSpec &spec)
{
    QSet<QString> written;
    for (const ColumnMapping &mapping : spec.mapping)
        written += mapping.property;
    for (const PropertyConstant &constant : spec.constants)
        if (!constant.value.isEmpty())
            written += constant.property;
    return written;
}

void checkSpecRequired(const SpecFacts &facts, QStringList &faults)
{
    const auto required = std::ranges::find_if(
        requiredProperties, [&](const auto &entry) { return facts.object == QLatin1StringView(entry.object); });
    if (required == requiredProperties.end())
        return;
    const QSet<QString> written = writtenProperties(facts.spec);
    QStringList missing;
    QStringList names;
    for (const char *name : required->names)
        if (name) {
            names += QString::fromLatin1(name);
            if (!written.contains(names.back()))
                missing += names.back();
        }
    if (required->all && !missing.isEmpty())
        faults += QStringLiteral("new %1 need %2; map a column to it or set a constant")
                      .arg(facts.object, missing.join(u" and "));
    if (!required->all && missing.size() == names.size())
        faults += QStringLiteral("new %1 need one of %2; map a column to it or set a constant")
                      .arg(facts.object, names.join(u", "));
}

void checkSpecWritten(const SpecFacts &facts, QStringList &faults)
{
    const JobSpec &spec = facts.spec;
    if (spec.mapping.empty() && spec.constants.empty())
        faults += QStringLiteral("nothing is written; map a column to a property or set a constant");
    for (const ColumnMapping &mapping : spec.mapping) {
        checkSpecColumn(facts, mapping.column, faults);
        checkSpecWritable(facts, mapping.property, QStringLiteral("column \"%1\"").arg(mapping.column), faults);
    }
    for (const PropertyConstant &constant : spec.constants) {
        checkSpecWritable(facts, constant.property, QStringLiteral("the constant"), faults);
        checkSpecConstant(facts, constant, faults);
    }
    checkSpecTwice(facts, faults);
    if (spec.operation == JobOperation::Create)
        checkSpecRequired(facts, faults);
}

void checkSpecAssociation(const SpecFacts &facts, QStringList &faults)
{
    const JobSpec &spec = facts.spec;
    if (spec.toObject.isEmpty())
        faults += QStringLiteral("no other object is named; choose what the records are associated with");
    if (spec.toColumn.isEmpty())
        faults += QStringLiteral("no column holds the other records' ids; choose one");
    else
        checkSpecColumn(facts, spec.toColumn, faults);
    if (!spec.toColumn.isEmpty() && spec.toColumn == spec.idColumn)
        faults += QStringLiteral("column \"%1\" is both sides of the association; choose another for one of them")
                      .arg(spec.toColumn);
    if (spec.label.category.isEmpty() != (spec.label.typeId == 0))
        faults += QStringLiteral("an association's type has a category and a number; give both, or neither for the "
                                 "default");
}

} // namespace

QStringList specFaults(const JobSpec &spec, const QStringList &header, std::span<const PropertyDefinition> definitions)
{
    const SpecFacts facts{spec, header, definitions, usualObjectName(spec.object)};
    QStringList faults;
    if (spec.object.isEmpty())
        faults += QStringLiteral("no object is named; choose contacts, companies, deals or another");
    if (facts.object == u"feedback_submissions" && writes(spec.operation))
        faults += QStringLiteral("HubSpot lets feedback submissions be read only; choose read");
    if (needsKey(spec.operation))
        checkSpecKey(facts, faults);
    if (takesProperties(spec.operation))
        checkSpecWritten(facts, faults);
    if (spec.operation == JobOperation::Read)
        for (const QString &property : spec.properties)
            checkSpecProperty(facts, property, faults);
    if (spec.operation == JobOperation::Associate || spec.operation == JobOperation::Dissociate)
        checkSpecAssociation(facts, faults);
    faults.removeDuplicates();
    return faults;
}

} // namespace hubwatch
