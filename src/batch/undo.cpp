#include "batch/undo.h"

#include "batch/row_match.h"

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr auto undoLasts = std::chrono::hours(24 * 90); ///< as long as HubSpot keeps what was archived

/// Set by HubSpot alone: a record that is made anew cannot have them.
bool isHubspots(const QString &property)
{
    return property == "hs_object_id"_L1 || property == "createdate"_L1 || property == "hs_createdate"_L1
        || property == "lastmodifieddate"_L1 || property == "hs_lastmodifieddate"_L1;
}

tl::unexpected<Error> notUndone(const QString &why)
{
    return fail(Error::Kind::Rejected, u"undo: "_s + why);
}

JobOperation inverse(JobOperation operation)
{
    switch (operation) {
    case JobOperation::Update: return JobOperation::Update;
    case JobOperation::Create: return JobOperation::Archive;
    case JobOperation::Upsert: return JobOperation::Upsert;
    case JobOperation::Archive: return JobOperation::Create;
    case JobOperation::Associate: return JobOperation::Dissociate;
    case JobOperation::Dissociate: return JobOperation::Associate;
    case JobOperation::Read: break;
    }
    return JobOperation::Read;
}

} // namespace

Result<JobSpec> undoSpec(const Plan &plan, const JobState &state, TimePoint now)
{
    const JobSpec &of = plan.spec;
    if (of.operation == JobOperation::Read)
        return notUndone(QStringLiteral("the job has only read; there is nothing to take back"));
    if (!of.undoes.isEmpty())
        return notUndone(QStringLiteral("the job is an undo itself; plan the change again from its file instead"));
    const bool needsBefore = of.operation != JobOperation::Create;
    if (needsBefore && (!of.keepsBefore || !readsBefore(of)))
        return notUndone(QStringLiteral("the job kept no state before; it was planned that way"));
    if (!state.startedAt)
        return notUndone(QStringLiteral("the job was never started; there is nothing to take back"));
    if (!hasEnded(state.phase))
        return notUndone(QStringLiteral("the job has not ended; cancel it or let it finish first"));
    if (now - state.endedAt.value_or(*state.startedAt) > undoLasts)
        return notUndone(QStringLiteral("the job ended more than 90 days ago; plan a job from a file instead"));
    JobSpec spec = of;
    spec.operation = inverse(of.operation);
    spec.undoes = plan.id;
    const bool bound = of.operation == JobOperation::Associate || of.operation == JobOperation::Dissociate;
    if (!bound) { // records go by HubSpot's id; what may have been their key may have changed
        spec.idColumn = needsKey(spec.operation) ? QStringLiteral("hs_object_id") : QString();
        spec.idProperty.clear();
    }
    spec.mapping.clear();
    spec.constants.clear();
    spec.properties = writtenProperties(of, {});
    spec.properties.removeIf(isHubspots);
    spec.emptyClears = true;
    spec.skipsUnchanged = true;
    spec.firstRows = 0;
    spec.stopBy.reset();
    spec.schedule.reset();
    return spec;
}

QStringList undoCautions(const Plan &plan)
{
    QStringList cautions;
    switch (plan.spec.operation) {
    case JobOperation::Update:
        cautions << QStringLiteral("The property history in HubSpot shows both changes.")
                 << QStringLiteral("What workflows did because of the change is not taken back.");
        break;
    case JobOperation::Create:
        cautions << QStringLiteral(
            "The records that the job created are archived, with whatever was added to them since in "
            "other properties; HubSpot's recycle bin restores them for 90 days.");
        break;
    case JobOperation::Upsert:
        cautions << QStringLiteral("Records that the job created are archived; those that it updated get their values "
                                   "back.")
                 << QStringLiteral("What workflows did because of the change is not taken back.");
        break;
    case JobOperation::Archive:
        cautions << QStringLiteral("New records are made with the values of the archived ones: ids, associations, "
                                   "activities and history do not come back.")
                 << QStringLiteral("HubSpot's recycle bin restores the originals for 90 days, with all of that: try it "
                                   "first.")
                 << QStringLiteral("Properties that HubSpot alone sets are left out.");
        break;
    case JobOperation::Associate:
        cautions << QStringLiteral("All labels between two records go, also those that were set by others since.");
        break;
    case JobOperation::Dissociate:
        cautions << QStringLiteral("Labels between the records do not come back, except the job's own.");
        break;
    case JobOperation::Read: break;
    }
    if (plan.spec.operation != JobOperation::Read)
        cautions << QStringLiteral("Records that somebody has changed since stay as they are, and are named.");
    return cautions;
}

Result<Plan> planUndo(const Plan &of, const Journal &journal, const QString &id, TimePoint now, const QString &by)
{
    const Result<JobState> state = journal.state();
    if (!state)
        return tl::unexpected(state.error());
    Result<JobSpec> spec = undoSpec(of, *state, now);
    if (!spec)
        return tl::unexpected(spec.error());
    const Result<JobPiles> piles = journal.piles();
    if (!piles)
        return tl::unexpected(piles.error());
    if (piles->done == 0)
        return notUndone(QStringLiteral("the job has changed nothing; there is nothing to take back"));
    Plan plan{.id = id,
              .spec = std::move(*spec),
              .input = {.name = u"undo of "_s + of.id},
              .header = of.header,
              .rows = piles->done,
              .accepted = piles->done,
              .warnings = undoCautions(of),
              .plannedAt = now,
              .plannedBy = by};
    if (piles->unknown > 0)
        plan.warnings << QStringLiteral("Of %1 rows nobody knows whether they were done: they are left out. Say what "
                                        "they are first, to take them back as well.")
                             .arg(piles->unknown);
    plan.requests = requestsFor(plan.spec, plan.accepted);
    return plan;
}

} // namespace hubwatch
