// Pieces of JSON that plan, state and lists of jobs are made of. Fields that are missing have their defaults.
#pragma once

#include "base/result.h"
#include "batch/job_progress.h"

#include <QJsonArray>
#include <QJsonObject>

namespace hubwatch {

QJsonObject specObject(const JobSpec &spec);
Result<JobSpec> specOf(const QJsonObject &json);
QJsonObject stateObject(const JobState &state);
JobState stateOf(const QJsonObject &json);
QJsonObject pilesObject(const JobPiles &piles);
JobPiles pilesOf(const QJsonObject &json);
QJsonArray reasonsArray(const std::vector<ReasonGroup> &groups);
std::vector<ReasonGroup> reasonsOf(const QJsonArray &json);
QJsonArray mappingArray(const std::vector<ColumnMapping> &mapping);
std::vector<ColumnMapping> mappingOf(const QJsonArray &json);
QJsonArray constantsArray(const std::vector<PropertyConstant> &constants);
std::vector<PropertyConstant> constantsOf(const QJsonArray &json);

/// Milliseconds since 1970, null for none.
QJsonValue instantJson(std::optional<TimePoint> at);
std::optional<TimePoint> instantOf(const QJsonValue &value);

} // namespace hubwatch
