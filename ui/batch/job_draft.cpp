#include "ui/batch/job_draft.h"

#include "hubspot/batch_requests.h"
#include "ui/batch/job_choices.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <algorithm>

namespace hubwatch::ui {

namespace {

QString draftWord(const char *text)
{
    return QCoreApplication::translate("JobDraft", text);
}

/// HubSpot takes these by its own id alone.
bool onlyByRecordId(JobOperation operation)
{
    return operation == JobOperation::Archive || operation == JobOperation::Associate
        || operation == JobOperation::Dissociate;
}

bool associates(JobOperation operation)
{
    return operation == JobOperation::Associate || operation == JobOperation::Dissociate;
}

} // namespace

QString objectOf(const JobDraft &draft)
{
    return draft.isCustom ? draft.custom.trimmed() : draft.spec.object;
}

JobSpec specOf(const JobDraft &draft, const Snapshot &snapshot)
{
    JobSpec spec = draft.spec;
    if (const AccountConfig *account = accountNamed(snapshot, spec.account)) {
        spec.production = account->kind == AccountConfig::Kind::Production;
        spec.portal = account->portal;
        for (const AccountState &state : snapshot.accounts)
            if (state.config.name == spec.account && state.details)
                spec.portal = state.details->portal;
    }
    spec.object = objectOf(draft);
    if (!needsKey(spec.operation))
        spec.idColumn.clear();
    if (spec.idColumn.isEmpty() || onlyByRecordId(spec.operation))
        spec.idProperty.clear();
    std::erase_if(spec.mapping, [](const ColumnMapping &column) { return column.property.isEmpty(); });
    if (!takesProperties(spec.operation)) {
        spec.mapping.clear();
        spec.constants.clear();
        spec.emptyClears = false;
    }
    if (spec.operation != JobOperation::Read)
        spec.properties.clear();
    if (!associates(spec.operation)) {
        spec.toObject.clear();
        spec.toColumn.clear();
        spec.label = {};
    }
    if (spec.label.category.isEmpty() || spec.label.typeId <= 0)
        spec.label = {};
    return spec;
}

PlanQuestion questionOf(const JobDraft &draft, const Snapshot &snapshot)
{
    PlanQuestion question{.spec = specOf(draft, snapshot)};
    if (draft.searches) {
        question.search = draft.search.trimmed();
        return question;
    }
    question.path = draft.path;
    question.format = draft.format;
    return question;
}

JobDraft draftOf(const Plan &plan)
{
    JobDraft draft{.spec = plan.spec};
    draft.isCustom = !isStandardObject(plan.spec.object);
    if (draft.isCustom)
        draft.custom = plan.spec.object;
    draft.searches = !plan.input.search.isEmpty();
    if (draft.searches) {
        // Only its body is kept: the words it was read from are made again from it.
        draft.search = searchWords(plan.input.search);
    } else {
        draft.path = plan.input.path;
        draft.format = plan.input.format;
    }
    draft.look.format = plan.input.format;
    draft.look.header = plan.header;
    draft.look.bytes = plan.input.bytes;
    draft.look.rowsAbout = plan.rows;
    draft.mapped = true;
    return draft;
}

QStringList columnsOf(const JobDraft &draft)
{
    // A search brings the ids of what it finds, and what is read with them.
    return draft.searches ? QStringList{QStringLiteral("hs_object_id")} : draft.look.header;
}

QStringList samplesOf(const JobDraft &draft, const QString &column, int most)
{
    QStringList samples;
    const qsizetype at = draft.searches ? -1 : draft.look.header.indexOf(column);
    for (const QStringList &row : draft.look.rows) {
        if (at < 0 || samples.size() == most)
            break;
        if (const QString cell = row.value(at).simplified(); !cell.isEmpty() && !samples.contains(cell))
            samples << cell;
    }
    return samples;
}

const AccountConfig *accountNamed(const Snapshot &snapshot, const QString &name)
{
    const auto found = std::ranges::find(snapshot.workspace.accounts, name, &AccountConfig::name);
    return found == snapshot.workspace.accounts.end() ? nullptr : &*found;
}

bool accountMayWrite(const AccountConfig &account)
{
    return !account.readOnly;
}

QString operationFault(const AccountConfig &account, JobOperation operation)
{
    if (!writes(operation) || accountMayWrite(account))
        return {};
    return draftWord("%1 is read-only: the workspace file says read_only = true.").arg(account.name);
}

QString objectLack(const JobDraft &draft, const Snapshot &snapshot)
{
    const AccountConfig *account = accountNamed(snapshot, draft.spec.account);
    if (!account)
        return snapshot.workspace.accounts.empty()
            ? draftWord("The workspace has no HubSpot account yet; add one under Sources.")
            : draftWord("Choose the account that the job works on.");
    if (const QString fault = operationFault(*account, draft.spec.operation); !fault.isEmpty())
        return fault;
    if (objectOf(draft).isEmpty())
        return draftWord("Name the custom object: its type id, such as 2-3456789, or its name.");
    if (associates(draft.spec.operation) && draft.spec.toObject.trimmed().isEmpty())
        return draftWord("Choose the other side of the association.");
    return {};
}

QString inputLack(const JobDraft &draft)
{
    if (draft.searches) {
        if (draft.search.trimmed().isEmpty())
            return draftWord("Write what to search for.");
        const Result<SearchQuery> query = parseSearch(draft.search);
        if (!query || !searchFault(*query).isEmpty())
            return draftWord("The search cannot be read yet.");
        return {};
    }
    if (draft.path.isEmpty())
        return draftWord("Choose a file, or search instead.");
    if (draft.look.header.isEmpty())
        return draft.look.problem.isEmpty() ? draftWord("Reading the first rows of the file.")
                                            : draftWord("The file cannot be read.");
    if (!draft.look.problem.isEmpty())
        return draftWord("The file has a fault; correct it and choose it again.");
    return {};
}

} // namespace hubwatch::ui
