// Planner: works a plan out, a slice at a time.
#pragma once

#include "batch/csv/csv_intake.h"
#include "batch/csv/csv_rows.h"
#include "batch/plan.h"
#include "hubspot/property_definition.h"

#include <memory>

namespace hubwatch {

class Journal;

/// Reads the file once: copies it, checks every row, finds keys that come twice (the first one counts), and writes what
/// is rejected and where rows begin into the journal of the job. 200,000 rows a second and more; memory grows by 16
/// bytes a row, for the keys.
class Planner
{
public:
    struct Order {
        JobSpec spec = {};
        QString path = {};
        std::optional<CsvFormat> format = {};
        bool encodingIsGuess = false; ///< though there is a format: nobody has chosen that
        std::vector<PropertyDefinition> definitions = {};
        std::optional<TimePoint> definitionsAt = {};
        QString by = {};
        QString search = {};      ///< the input came from this search, not from a file of somebody's
        std::int64_t ceiling = 0; ///< of rows a job, of the workspace; 0: none
    };

    /// `folder` exists, is the job's, and gets input.csv; `journal` is that of the job and outlives the planner.
    /// Errors: what specFaults() finds, joined by "; ".
    static Result<std::unique_ptr<Planner>> open(Order order, const QString &id, const QString &folder,
                                                 Journal &journal, TimePoint now);
    ~Planner();

    /// Works for about `most` of CPU time. true: there is more.
    Result<bool> step(Duration most);
    double share() const;
    std::int64_t rows() const; ///< so far
    /// After the last step; it then stands in the journal as well.
    const Plan &plan() const;

private:
    struct Private;
    explicit Planner(std::unique_ptr<Private> parts);
    std::unique_ptr<Private> d;
};

} // namespace hubwatch
