// Mapping: which column means which property.
#pragma once

#include "base/result.h"
#include "batch/job.h"
#include "hubspot/property_definition.h"

#include <span>

namespace hubwatch {

/// What is proposed for one column of the file.
struct MappingProposal {
    enum class By { Nothing, Name, Label, Likeness };

    QString column = {};
    QString property = {}; ///< empty: nothing is like it
    By by = By::Nothing;
    double likeness = 0; ///< 0..1

    bool operator==(const MappingProposal &) const = default;
};

/// In four passes: the property's name, its label, both without case and anything but letters and digits, then likeness
/// (Jaro-Winkler, from 0.88). Each property is given once, to the best; read-only ones are not proposed for writing.
std::vector<MappingProposal> proposeMapping(const QStringList &header, std::span<const PropertyDefinition> definitions);

/// Which column names the record, and what it holds: "hs_object_id", "Record ID", "id", "vid" and the like for
/// HubSpot's id; "email"; a unique property. Told by header and by the cells of the first rows.
struct KeyProposal {
    QString column = {};
    QString property = {}; ///< empty: HubSpot's id

    bool operator==(const KeyProposal &) const = default;
};
KeyProposal proposeKey(const QStringList &header, const std::vector<QStringList> &rows,
                       std::span<const PropertyDefinition> definitions);

/// A mapping that is kept and shared.
struct SavedMapping {
    QString name = {};
    QString object = {};
    QString idColumn = {};
    QString idProperty = {};
    std::vector<ColumnMapping> columns = {};
    std::vector<PropertyConstant> constants = {};

    bool operator==(const SavedMapping &) const = default;
};
/// {"version": 1, "name": ..., "object": ..., ...}; made to be reviewed in git.
QByteArray mappingJson(const SavedMapping &mapping);
Result<SavedMapping> parseMapping(const QByteArray &json);
/// Files NAME.json of a folder. A broken one is left out, and named in `problems`.
std::vector<SavedMapping> savedMappings(const QString &folder, QStringList *problems = nullptr);
Result<void> saveMapping(const QString &folder, const SavedMapping &mapping);
Result<void> removeMapping(const QString &folder, const QString &name);

} // namespace hubwatch
