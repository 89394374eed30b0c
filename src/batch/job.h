// JobSpec: what a batch job does to which records, as a value.
#pragma once

#include "base/clock.h"

#include <QString>
#include <QStringList>
#include <cstdint>
#include <optional>
#include <vector>

namespace hubwatch {

enum class JobOperation { Update, Create, Upsert, Archive, Read, Associate, Dissociate };

/// "update", "create" ...: in files and on the command line.
QString operationWord(JobOperation operation);
std::optional<JobOperation> operationNamed(QStringView word);
/// Whether anything at HubSpot changes by it.
bool writes(JobOperation operation);
/// Whether rows carry property values to write.
bool takesProperties(JobOperation operation);
/// Whether each row names a record that exists: all but Create.
bool needsKey(JobOperation operation);

/// A column of the file whose cells become values of a property.
struct ColumnMapping {
    QString column = {}; ///< as the header names it
    QString property = {};

    bool operator==(const ColumnMapping &) const = default;
};

/// A property that gets the same value in every row.
struct PropertyConstant {
    QString property = {};
    QString value = {};

    bool operator==(const PropertyConstant &) const = default;
};

/// How two records are bound: HubSpot's default for the pair, unless a type is named.
struct AssociationLabel {
    QString category = {}; ///< "HUBSPOT_DEFINED", "USER_DEFINED"; empty: the default
    int typeId = 0;

    bool operator==(const AssociationLabel &) const = default;
};

/// When a job may run: a window of the day in the portal's time.
struct JobSchedule {
    /// What happens when the window has passed without the job: run in the next one, run as soon as possible, or ask.
    enum class Missed { NextWindow, AtOnce, Ask };

    int fromMinute = 0; ///< of the day: 0 is midnight
    int toMinute = 300; ///< below `fromMinute`: the window goes over midnight; equal: the whole day
    QString timeZone = QStringLiteral("Asia/Tokyo");
    Missed missed = Missed::NextWindow;

    bool operator==(const JobSchedule &) const = default;
};

struct JobSpec {
    QString account = {};
    std::int64_t portal = 0; ///< of the account when the job was planned
    bool production = true;
    JobOperation operation = JobOperation::Update;
    QString object = QStringLiteral("contacts"); ///< as HubSpot's paths name it
    QString idColumn = {};                       ///< whose cells name the record; empty for Create
    QString idProperty = {};                 ///< what they hold: "email", another unique property; empty: HubSpot's id
    std::vector<ColumnMapping> mapping = {}; ///< of what is written
    std::vector<PropertyConstant> constants = {};
    QStringList properties = {}; ///< Read: what is read
    QString toObject = {};       ///< Associate, Dissociate: the other side
    QString toColumn = {};       ///< whose cells hold its HubSpot id
    AssociationLabel label = {};
    bool emptyClears = false;             ///< an empty cell empties the property; else it leaves it alone
    bool skipsUnchanged = true;           ///< rows that change nothing are not sent
    bool keepsBefore = true;              ///< what was there is read first: undo needs it
    std::int64_t firstRows = 0;           ///< a trial: stop and ask after so many rows; 0: none
    std::int64_t dailyReserve = 0;        ///< calls of the day that are left to others
    std::optional<TimePoint> stopBy = {}; ///< no request is begun after it
    std::optional<JobSchedule> schedule = {};
    QString undoes = {}; ///< the id of the job whose effect this one takes back

    bool operator==(const JobSpec &) const = default;
};

/// One value that a row writes; an empty one empties the property.
struct PropertyValue {
    QString property = {};
    QString value = {};

    bool operator==(const PropertyValue &) const = default;
};

/// One row on its way to HubSpot.
struct JobRow {
    std::int64_t row = 0; ///< from 1, the header not counted
    QString key = {};     ///< cell of the id column
    std::vector<PropertyValue> values = {};
    QString to = {}; ///< Associate, Dissociate: the other record's id

    bool operator==(const JobRow &) const = default;
};

/// Where every row ends, once and for all. In = done + failed + unknown + skipped.
enum class Pile { Done, Failed, Unknown, Skipped };
QString pileWord(Pile pile); ///< "done" ...

struct JobPiles {
    std::int64_t done = 0;
    std::int64_t failed = 0;
    std::int64_t unknown = 0;
    std::int64_t skipped = 0;

    std::int64_t all() const { return done + failed + unknown + skipped; }
    bool operator==(const JobPiles &) const = default;
};

/// What became of a row.
struct RowOutcome {
    std::int64_t row = 0;
    Pile pile = Pile::Done;
    QString recordId = {};
    /// Why not done: HubSpot's code or category ("INVALID_OPTION"), or ours ("unchanged", "duplicate-key",
    /// "changed-since" ...).
    QString code = {};
    QString words = {};  ///< a sentence for the one who owns the file
    QString reason = {}; ///< the group's: "lifecyclestage is not an option"; empty: the code says it
    QString sample = {}; ///< the cell that is in the way, cut to 80 characters
    bool isNew = false;  ///< an upsert that created
    std::optional<TimePoint> changedAt = {}; ///< when the record changed by it, as HubSpot says

    bool operator==(const RowOutcome &) const = default;
};

/// Many rows of one pile with one reason.
struct ReasonGroup {
    Pile pile = Pile::Failed; ///< or Unknown: those are never sent again unseen
    QString code = {};
    QString reason = {}; ///< "lifecyclestage is not an option"
    std::int64_t rows = 0;
    std::int64_t firstRow = 0;
    QString sample = {};      ///< of the first row: the cell, cut to 80 characters
    QString hubspotSays = {}; ///< its own words; empty when the row was never sent

    bool operator==(const ReasonGroup &) const = default;
};

} // namespace hubwatch
