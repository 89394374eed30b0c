#include "ui/batch/mapping_words.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace hubwatch::ui {

namespace {

QString mappingWord(const char *text)
{
    return QCoreApplication::translate("MappingWords", text);
}

} // namespace

QString foundWords(const MappingProposal &proposal)
{
    switch (proposal.by) {
    case MappingProposal::By::Nothing: return mappingWord("nothing is like it");
    case MappingProposal::By::Name: return mappingWord("same name");
    case MappingProposal::By::Label: return mappingWord("same label");
    case MappingProposal::By::Likeness:
        return mappingWord("like it, %1 %: look twice").arg(int(std::floor(proposal.likeness * 100)));
    }
    Q_UNREACHABLE();
}

const PropertyDefinition *definitionNamed(const Definitions &definitions, const QString &name)
{
    const auto found = std::ranges::find(definitions.properties, name, &PropertyDefinition::name);
    return found == definitions.properties.end() ? nullptr : &*found;
}

QString propertyFault(const JobDraft &draft, const QString &property)
{
    if (property.isEmpty() || draft.definitions.properties.empty())
        return {};
    const PropertyDefinition *definition = definitionNamed(draft.definitions, property);
    if (!definition)
        return mappingWord("HubSpot has no property “%1”").arg(property);
    if (definition->isArchived)
        return mappingWord("archived in HubSpot");
    if (definition->isReadOnly)
        return mappingWord("read-only in HubSpot");
    QStringList twice;
    for (const ColumnMapping &column : draft.spec.mapping)
        if (column.property == property)
            twice << column.column;
    const auto constants = std::ranges::count(draft.spec.constants, property, &PropertyConstant::property);
    if (twice.size() + constants < 2)
        return {};
    if (constants > 0)
        twice << mappingWord("a constant");
    return mappingWord("mapped twice: %1").arg(twice.join(QStringLiteral(", ")));
}

MarkedWord columnWord(const JobDraft &draft, const ColumnMapping &column, std::span<const MappingProposal> proposals)
{
    if (column.property.isEmpty()) {
        const bool key = column.column == draft.spec.idColumn && needsKey(draft.spec.operation);
        return {Mark::None, key ? mappingWord("the key") : mappingWord("not written")};
    }
    if (const QString fault = propertyFault(draft, column.property); !fault.isEmpty())
        return {Mark::Bad, fault};
    const auto found = std::ranges::find(proposals, column.column, &MappingProposal::column);
    if (found == proposals.end() || found->property != column.property)
        return {Mark::Good, mappingWord("chosen")};
    return {found->by == MappingProposal::By::Likeness ? Mark::Warn : Mark::Good, foundWords(*found)};
}

std::vector<ColumnMapping> mappingOf(std::span<const MappingProposal> proposals, const KeyProposal &key)
{
    std::vector<ColumnMapping> mapping;
    for (const MappingProposal &proposal : proposals)
        mapping.push_back(
            {.column = proposal.column, .property = proposal.column == key.column ? QString() : proposal.property});
    return mapping;
}

SavedMapping savedOf(const JobDraft &draft, const QString &name)
{
    SavedMapping saved{.name = name,
                       .object = objectOf(draft),
                       .idColumn = draft.spec.idColumn,
                       .idProperty = draft.spec.idProperty,
                       .columns = draft.spec.mapping,
                       .constants = draft.spec.constants};
    std::erase_if(saved.columns, [](const ColumnMapping &column) { return column.property.isEmpty(); });
    return saved;
}

void applySaved(JobDraft &draft, const SavedMapping &saved, QStringList *missing)
{
    const QStringList columns = columnsOf(draft);
    draft.spec.mapping.clear();
    for (const QString &column : columns) {
        const auto found = std::ranges::find(saved.columns, column, &ColumnMapping::column);
        draft.spec.mapping.push_back(
            {.column = column, .property = found == saved.columns.end() ? QString() : found->property});
    }
    for (const ColumnMapping &column : saved.columns)
        if (!columns.contains(column.column))
            *missing << column.column;
    if (columns.contains(saved.idColumn)) {
        draft.spec.idColumn = saved.idColumn;
        draft.spec.idProperty = saved.idProperty;
    } else if (!saved.idColumn.isEmpty()) {
        *missing << saved.idColumn;
    }
    draft.spec.constants = saved.constants;
    draft.mapped = true;
}

} // namespace hubwatch::ui
