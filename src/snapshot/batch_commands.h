// What the window may ask about batch jobs, and what comes back.
#pragma once

#include "batch/definition_cache.h"
#include "batch/journal.h"
#include "batch/results.h"
#include "snapshot/batch_state.h"

namespace hubwatch {

/// The definitions of an account's object; answered from the cache where it is a day old at most.
struct DefinitionsQuestion {
    std::uint64_t id = 0;
    QString account = {};
    QString object = {};
    bool fresh = false; ///< ask HubSpot whatever is kept

    bool operator==(const DefinitionsQuestion &) const = default;
};
struct DefinitionsAnswer {
    std::uint64_t id = 0;
    Definitions definitions = {};
    QString problem = {};

    bool operator==(const DefinitionsAnswer &) const = default;
};

struct LookAnswer {
    QString path = {};
    CsvLook look = {};

    bool operator==(const LookAnswer &) const = default;
};

struct PlanQuestion {
    std::uint64_t id = 0; ///< the asker's; a newer question makes an older one void
    JobSpec spec = {};
    QString path = {};
    std::optional<CsvFormat> format = {};
    bool encodingIsGuess = false; ///< though there is a format: only its delimiter was chosen
    QString search = {};          ///< instead of a file, as parseSearch() reads it

    bool operator==(const PlanQuestion &) const = default;
};
struct PlanAnswer {
    std::uint64_t id = 0;
    QString job = {}; ///< in BatchState::jobs from now on
    QString problem = {};

    bool operator==(const PlanAnswer &) const = default;
};

/// Begins a planned job, or goes on with one that stopped.
struct RunOrder {
    QString job = {};
    QString confirm = {};       ///< what was typed: the portal's id or name, where it is production and writes
    std::int64_t firstRows = 0; ///< a trial of so many
    std::int64_t dailyReserve = 0;
    std::optional<TimePoint> stopBy = {};
    std::optional<JobSchedule> schedule = {};
    QString by = {};

    bool operator==(const RunOrder &) const = default;
};

struct RowsAnswer {
    QString job = {};
    RowQuery query = {};
    QStringList header = {};
    struct Row {
        RowOutcome outcome = {};
        QStringList cells = {};
    };
    std::vector<Row> rows = {};
    QString problem = {};
};

/// What became of a command.
struct BatchOutcome {
    enum class Command {
        Run,
        Pause,
        Cancel,
        Retry,
        Decide,
        Undo,
        Export,
        Pin,
        Remove,
        SaveMapping,
        RemoveMapping,
        DryRun
    };

    Command command = Command::Run;
    QString job = {}; ///< of Undo: the id of the new one; of mappings: the name
    bool good = false;
    QString words = {}; ///< a sentence: what happened, or why not and what to do

    bool operator==(const BatchOutcome &) const = default;
};

} // namespace hubwatch
