#include "batch/mapping.h"

#include "batch/cell_text.h"
#include "batch/name_likeness.h"

#include <QSet>
#include <algorithm>
#include <functional>

namespace hubwatch {

namespace {

using Proposals = std::vector<MappingProposal>;

/// A property with its names as they are compared.
struct MappableProperty {
    QString name = {};
    QString label = {};
    QString plainName = {};
    QString plainLabel = {};
    bool given = false;
};

std::vector<MappableProperty> mappable(std::span<const PropertyDefinition> definitions)
{
    std::vector<MappableProperty> properties;
    for (const PropertyDefinition &definition : definitions)
        if (!definition.isReadOnly && !definition.isArchived)
            properties.push_back({.name = definition.name,
                                  .label = definition.label.trimmed(),
                                  .plainName = plainName(definition.name),
                                  .plainLabel = plainName(definition.label)});
    return properties;
}

/// Gives each column without a property the first one left that `fits`.
void proposeSame(Proposals &proposals, std::vector<MappableProperty> &properties, MappingProposal::By by,
                 const std::function<bool(const QString &column, const MappableProperty &property)> &fits)
{
    for (MappingProposal &proposal : proposals) {
        if (!proposal.property.isEmpty() || proposal.column.trimmed().isEmpty())
            continue;
        const auto found = std::ranges::find_if(properties, [&](const MappableProperty &property) {
            return !property.given && fits(proposal.column.trimmed(), property);
        });
        if (found == properties.end())
            continue;
        found->given = true;
        proposal.property = found->name;
        proposal.by = by;
        proposal.likeness = 1;
    }
}

/// The likest pair first, so that a column never takes a property from one that is more like it.
void proposeLike(Proposals &proposals, std::vector<MappableProperty> &properties)
{
    struct Pair {
        MappingProposal *proposal;
        MappableProperty *property;
        double likeness;
    };
    std::vector<Pair> pairs;
    for (MappingProposal &proposal : proposals) {
        const QString column = plainName(proposal.column);
        if (!proposal.property.isEmpty() || column.isEmpty())
            continue;
        for (MappableProperty &property : properties) {
            if (property.given)
                continue;
            const double likeness
                = std::max(nameLikeness(column, property.plainName), nameLikeness(column, property.plainLabel));
            if (likeness >= sameLikeness)
                pairs.push_back({&proposal, &property, likeness});
        }
    }
    std::ranges::stable_sort(pairs, std::greater(), &Pair::likeness);
    for (const Pair &pair : pairs) {
        if (!pair.proposal->property.isEmpty() || pair.property->given)
            continue;
        pair.property->given = true;
        pair.proposal->property = pair.property->name;
        pair.proposal->by = MappingProposal::By::Likeness;
        pair.proposal->likeness = pair.likeness;
    }
}

/// Whether most of the cells that hold something are so; true where none does.
bool mostCells(const std::vector<QStringList> &rows, qsizetype column, bool (*isSo)(std::string_view))
{
    int filled = 0;
    int good = 0;
    for (const QStringList &row : rows) {
        const std::string cell = row.value(column).toStdString();
        const std::string_view text = trimmedCell(cell);
        filled += text.empty() ? 0 : 1;
        good += !text.empty() && isSo(text) ? 1 : 0;
    }
    return good * 2 > filled || filled == 0;
}

bool anyCell(const std::vector<QStringList> &rows, qsizetype column)
{
    return std::ranges::any_of(rows,
                               [column](const QStringList &row) { return !row.value(column).trimmed().isEmpty(); });
}

/// 2: names HubSpot's id and nothing else; 1: may name it; 0: does not.
int idNameRank(const QString &column)
{
    static const QSet<QString> certain{
        QStringLiteral("hsobjectid"), QStringLiteral("recordid"),   QStringLiteral("vid"),
        QStringLiteral("hubspotid"),  QStringLiteral("レコードid"), QStringLiteral("contactvid"),
    };
    static const QSet<QString> possible{
        QStringLiteral("id"),        QStringLiteral("objectid"),   QStringLiteral("contactid"),
        QStringLiteral("companyid"), QStringLiteral("dealid"),     QStringLiteral("ticketid"),
        QStringLiteral("productid"), QStringLiteral("lineitemid"), QStringLiteral("コンタクトid"),
        QStringLiteral("会社id"),    QStringLiteral("取引id"),     QStringLiteral("チケットid"),
    };
    const QString plain = plainName(column);
    if (certain.contains(plain) || plain.startsWith(u"recordid") || plain.startsWith(u"レコードid"))
        return 2;
    return possible.contains(plain) ? 1 : 0;
}

bool namesEmail(const QString &column)
{
    static const QSet<QString> names{QStringLiteral("email"),          QStringLiteral("emailaddress"),
                                     QStringLiteral("mail"),           QStringLiteral("eメール"),
                                     QStringLiteral("メール"),         QStringLiteral("メールアドレス"),
                                     QStringLiteral("eメールアドレス")};
    return names.contains(plainName(column));
}

QString uniqueNamed(const QString &column, std::span<const PropertyDefinition> definitions)
{
    const QString plain = plainName(column);
    const auto found = std::ranges::find_if(definitions, [&](const PropertyDefinition &definition) {
        return definition.isUnique && !definition.isReadOnly && !definition.isArchived && !plain.isEmpty()
            && (plainName(definition.name) == plain || plainName(definition.label) == plain);
    });
    return found == definitions.end() ? QString() : found->name;
}

} // namespace

std::vector<MappingProposal> proposeMapping(const QStringList &header, std::span<const PropertyDefinition> definitions)
{
    using By = MappingProposal::By;
    using Property = MappableProperty;
    Proposals proposals;
    for (const QString &column : header)
        proposals.push_back({.column = column});
    std::vector<Property> properties = mappable(definitions);
    proposeSame(proposals, properties, By::Name,
                [](const QString &column, const Property &property) { return column == property.name; });
    proposeSame(proposals, properties, By::Label,
                [](const QString &column, const Property &property) { return column == property.label; });
    const auto plainly = [](const QString Property::*name) {
        return [name](const QString &column, const Property &property) {
            const QString plain = plainName(column);
            return !plain.isEmpty() && plain == property.*name;
        };
    };
    proposeSame(proposals, properties, By::Name, plainly(&Property::plainName));
    proposeSame(proposals, properties, By::Label, plainly(&Property::plainLabel));
    proposeLike(proposals, properties);
    return proposals;
}

KeyProposal proposeKey(const QStringList &header, const std::vector<QStringList> &rows,
                       std::span<const PropertyDefinition> definitions)
{
    const bool hasEmail = definitions.empty()
        || std::ranges::any_of(definitions, [](const PropertyDefinition &it) { return it.name == u"email"; });
    KeyProposal best;
    int bestRank = 0;
    for (qsizetype i = 0; i < header.size(); ++i) {
        const QString &column = header[i];
        const int idRank = idNameRank(column);
        const bool holdsEmail = mostCells(rows, i, isEmailAddress);
        const QString unique = uniqueNamed(column, definitions);
        const auto offer = [&](int rank, const QString &property) {
            if (rank > bestRank) {
                best = {.column = column, .property = property};
                bestRank = rank;
            }
        };
        if (idRank == 2 && mostCells(rows, i, isRecordId))
            offer(6, {});
        if (!unique.isEmpty() && unique != u"email" && idRank < 2)
            offer(idRank == 1 ? 5 : 2, unique); // a unique property of one's own that is called "id"
        if (idRank == 1 && mostCells(rows, i, isRecordId))
            offer(4, {});
        if (hasEmail && holdsEmail && (namesEmail(column) || (idRank > 0 && anyCell(rows, i))))
            offer(3, QStringLiteral("email"));
        if (hasEmail && holdsEmail && anyCell(rows, i))
            offer(1, QStringLiteral("email"));
    }
    return best;
}

} // namespace hubwatch
