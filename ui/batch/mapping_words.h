// Mapping words: what is so with one column, told at its row. Pure.
#pragma once

#include "batch/mapping.h"
#include "ui/batch/job_draft.h"
#include "ui/credentials/credential_words.h"

#include <span>

namespace hubwatch::ui {

/// How a proposal was found: "same name", "same label", "like it, 91 %".
QString foundWords(const MappingProposal &proposal);

/// What stands beside a column: its fault, how its property was found, or that it is not written.
MarkedWord columnWord(const JobDraft &draft, const ColumnMapping &column, std::span<const MappingProposal> proposals);

/// The fault of one property of the mapping or the constants; empty when it can be written.
QString propertyFault(const JobDraft &draft, const QString &property);

const PropertyDefinition *definitionNamed(const Definitions &definitions, const QString &name);

/// A mapping for each column, as the proposals have it; what names the record is not written besides.
std::vector<ColumnMapping> mappingOf(std::span<const MappingProposal> proposals, const KeyProposal &key);
SavedMapping savedOf(const JobDraft &draft, const QString &name);
/// Takes over a saved mapping; columns that the file lacks are left out and named in `missing`.
void applySaved(JobDraft &draft, const SavedMapping &saved, QStringList *missing);

} // namespace hubwatch::ui
