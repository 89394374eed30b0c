#include "batch/row_check.h"

#include <algorithm>
#include <array>

namespace hubwatch {

namespace {

/// Of HubSpot's own: contact to company, company to contact, deal to company, company to deal.
constexpr std::array primaryCompanyTypes{1, 2, 5, 6};

bool specIsObject(const JobSpec &spec, QStringView name, QStringView number)
{
    return spec.object == name || spec.object == number;
}

/// Whether a record that may have been created can be found again by what was written.
bool writesUnique(const JobSpec &spec, std::span<const PropertyDefinition> definitions)
{
    const auto isUnique = [&](const QString &property) {
        return (specIsObject(spec, u"contacts", u"0-1") && property == u"email")
            || std::ranges::any_of(definitions, [&](const PropertyDefinition &definition) {
                   return definition.name == property && definition.isUnique;
               });
    };
    return std::ranges::any_of(spec.mapping, isUnique, &ColumnMapping::property);
}

QString createWarning(const JobSpec &spec, std::span<const PropertyDefinition> definitions)
{
    if (writesUnique(spec, definitions))
        return {};
    return QStringLiteral(
        "no unique property is written, so that a record whose answer is lost cannot be found again by "
        "itself; upsert by a unique property where there is one");
}

} // namespace

QStringList specWarnings(const JobSpec &spec, std::span<const PropertyDefinition> definitions)
{
    QStringList warnings;
    if (definitions.empty())
        warnings += QStringLiteral("HubSpot's properties are not known, so that only the form of the file is checked");
    if (spec.operation == JobOperation::Create) {
        if (specIsObject(spec, u"companies", u"0-2"))
            warnings
                += QStringLiteral("HubSpot does not look for companies of the same domain here: one that exists is "
                                  "created again");
        if (const QString warning = createWarning(spec, definitions); !warning.isEmpty())
            warnings += warning;
    }
    if (spec.operation == JobOperation::Upsert && specIsObject(spec, u"contacts", u"0-1")
        && spec.idProperty == u"email")
        warnings += QStringLiteral("HubSpot does not support partial upserts of contacts by email: rows should carry "
                                   "every property that matters; update those that exist, or use another unique "
                                   "property");
    if (spec.operation == JobOperation::Associate && spec.label.category == u"HUBSPOT_DEFINED"
        && std::ranges::find(primaryCompanyTypes, spec.label.typeId) != primaryCompanyTypes.end())
        warnings += QStringLiteral("association type %1 makes the company the primary one, in place of the one that is "
                                   "primary now")
                        .arg(spec.label.typeId);
    if (spec.operation == JobOperation::Archive)
        warnings
            += QStringLiteral("archived records stay in HubSpot's recycle bin for 90 days and can be restored until "
                              "then; afterwards they are gone");
    const bool empties = spec.operation == JobOperation::Update || spec.operation == JobOperation::Upsert;
    if (empties && spec.emptyClears && !spec.mapping.empty())
        warnings += QStringLiteral("an empty cell empties its property: so can those of %1")
                        .arg(spec.mapping.size() == 1 ? QStringLiteral("1 mapped column")
                                                      : QStringLiteral("%1 mapped columns").arg(spec.mapping.size()));
    return warnings;
}

} // namespace hubwatch
