// JobDraft: a new job as far as it has been chosen. Pure.
#pragma once

#include "snapshot/batch_commands.h"
#include "snapshot/snapshot.h"

namespace hubwatch::ui {

/// What the steps fill in together. What one of them does not need is kept all the same, so that going back, or trying
/// another operation, loses nothing.
struct JobDraft {
    JobSpec spec = {.account = {}, .object = QStringLiteral("contacts")};
    QString custom = {}; ///< a custom object's type id or name; used while `isCustom`
    bool isCustom = false;
    bool searches = false; ///< the input is a search, not a file
    QString path = {};
    std::optional<CsvFormat> format = {}; ///< as a person corrected it; else as found
    QString search = {};
    CsvLook look = {}; ///< of `path`
    Definitions definitions = {};
    bool mapped = false; ///< the mapping was proposed, loaded or made by hand for these columns

    bool operator==(const JobDraft &) const = default;
};

/// What is asked to be planned: only what the operation needs.
JobSpec specOf(const JobDraft &draft, const Snapshot &snapshot);
PlanQuestion questionOf(const JobDraft &draft, const Snapshot &snapshot);
/// As it was before it was planned.
JobDraft draftOf(const Plan &plan);

/// The columns that can be mapped: those of the file, or what a search brings.
QStringList columnsOf(const JobDraft &draft);
/// First cells of a column, at most `most` that say something.
QStringList samplesOf(const JobDraft &draft, const QString &column, int most);
QString objectOf(const JobDraft &draft);

const AccountConfig *accountNamed(const Snapshot &snapshot, const QString &name);
/// Whether anything may be written through the account.
bool accountMayWrite(const AccountConfig &account);
/// Why the operation cannot be chosen there; empty when it can.
QString operationFault(const AccountConfig &account, JobOperation operation);

/// What a step still lacks, as a sentence; empty when the next one can begin.
QString objectLack(const JobDraft &draft, const Snapshot &snapshot);
QString inputLack(const JobDraft &draft);

} // namespace hubwatch::ui
