// Job choices: operations and objects, in words for the one who chooses. Pure.
#pragma once

#include "batch/job.h"

#include <QString>
#include <array>
#include <vector>

namespace hubwatch::ui {

/// GDPR delete is not among them: it cannot be taken back, and an address once deleted can never be added again.
inline constexpr std::array<JobOperation, 7> jobOperations{
    JobOperation::Update, JobOperation::Create,    JobOperation::Upsert,    JobOperation::Archive,
    JobOperation::Read,   JobOperation::Associate, JobOperation::Dissociate};

QString operationTitle(JobOperation operation);    ///< "Update"
QString operationSentence(JobOperation operation); ///< what it does to records
/// "update 198,204 contacts"; for the button and the guard.
QString operationDeed(JobOperation operation, std::int64_t rows, const QString &object);
/// Takes something away from people: named in red.
bool isDestructive(JobOperation operation);

/// One of HubSpot's own objects, as its paths and as people name it.
struct ObjectChoice {
    QString type = {};
    QString title = {};
};
const std::vector<ObjectChoice> &standardObjects();
bool isStandardObject(const QString &type);
QString objectTitle(const QString &type); ///< "line items"; a custom one's own name

/// The search of a plan's input, as parseSearch() reads it; empty where it cannot be said that way.
QString searchWords(const QString &json);

} // namespace hubwatch::ui
