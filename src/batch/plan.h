// Plan: a job that is worked out and not begun.
#pragma once

#include "base/result.h"
#include "batch/csv/csv_intake.h"
#include "batch/job.h"

#include <QByteArray>

namespace hubwatch {

/// How many requests a job takes: exact, as long as HubSpot answers each at the first time.
struct RequestCount {
    std::int64_t reads = 0; ///< of what was there before, or of what is asked for
    std::int64_t writes = 0;

    std::int64_t all() const { return reads + writes; }
    bool operator==(const RequestCount &) const = default;
};

/// Most inputs of one request: 100; of associations 2,000, 1,000 where they are read first, 100 to take them away.
int rowsPerRequest(const JobSpec &spec);
/// Whether each chunk is read before it is written: what keeps the state before, or tells what is unchanged.
bool readsBefore(const JobSpec &spec);
RequestCount requestsFor(const JobSpec &spec, std::int64_t rows);

struct Plan {
    QString id = {}; ///< "20261126-0251-update-contacts-3f2a": also the name of the job's folder
    JobSpec spec = {};
    JobInput input = {};
    QStringList header = {};
    std::int64_t rows = 0;                 ///< of the file, without the header
    std::int64_t accepted = 0;             ///< that can be sent
    std::vector<ReasonGroup> rejects = {}; ///< why the others cannot, most rows first, at most 50 groups
    QStringList warnings = {};             ///< sentences: what may surprise
    RequestCount requests = {};
    TimePoint plannedAt = {};
    QString plannedBy = {};                      ///< user@host
    std::optional<TimePoint> definitionsAt = {}; ///< how old the definitions were judged by

    std::int64_t rejected() const { return rows - accepted; }
    bool operator==(const Plan &) const = default;
};

/// A new id; `noise` tells jobs of one minute apart.
QString newJobId(const JobSpec &spec, TimePoint at, std::uint32_t noise);
/// "Update 200,000 contacts"
QString planTitle(const JobSpec &spec, std::int64_t rows);

QByteArray planJson(const Plan &plan);
Result<Plan> parsePlan(const QByteArray &json);

} // namespace hubwatch
