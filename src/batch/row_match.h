// Which record of an answer belongs to which row, and whether two values are the same to HubSpot.
#pragma once

#include "batch/job.h"
#include "hubspot/batch_answer.h"

#include <QHash>
#include <span>

namespace hubwatch {

/// As HubSpot compares them: trimmed; e-mail addresses without case; numbers, and instants as epoch milliseconds or
/// ISO, by value; several options in any order.
bool sameValue(const QString &property, const QString &a, const QString &b);
/// A key as it is compared.
QString comparedKey(const QString &idProperty, const QString &key);

/// What the job writes: mapped, constant, those named, and what the rows hold; each once, in that order.
QStringList writtenProperties(const JobSpec &spec, std::span<const JobRow> rows);
/// What has to be asked for so that RecordsByKey finds records again, `written` included.
QStringList askedProperties(const JobSpec &spec, const QString &idProperty, const QStringList &written);

/// "hs_object_id", or what spec.idProperty names; empty for HubSpot's id.
QString keyProperty(const JobSpec &spec);
/// The property that makes a created record findable: the one the spec names, or a contact's e-mail address. Empty:
/// none.
QString findableProperty(const JobSpec &spec);
QString rowValue(const JobRow &row, const QString &property);
/// What is done to one row: the job's operation, save for the undo of an upsert, which archives rows without values and
/// updates the others.
JobOperation rowOperation(const JobSpec &spec, const JobRow &row);
/// Those that one request can carry: all, save for the undo of an upsert, where it is the first one's kind.
std::vector<JobRow> rowsOfOneKind(const JobSpec &spec, std::span<const JobRow> rows);
/// Under this name the image of an association keeps the other side.
QString boundTo();
QString rowTrace(std::int64_t row); ///< "row-7"
/// "contact", "company" ...: one of them, for sentences
QString objectNoun(const QString &object);

/// The code of a row whose record was not named by the answer to its write, but found later.
QString foundCode();
/// Whether a record that a request of that time may have made is old enough to have been there before it; the clocks of
/// HubSpot and this machine may differ a little.
bool wasThereBefore(const BatchRecord &record, TimePoint sentAt);

/// The records of an answer by HubSpot's id, or by what `idProperty` holds; a contact by any of its addresses.
class RecordsByKey
{
public:
    RecordsByKey(const BatchAnswer &answer, const QString &idProperty);

    const BatchRecord *find(const QString &key) const;

private:
    QString m_idProperty;
    QHash<QString, const BatchRecord *> m_records = {};
};

/// Whether the record holds all that the row writes.
bool holdsValues(const BatchRecord &record, const JobRow &row);
/// For rows that have no key: each gets records that hold exactly what it writes, rows with more values first; a record
/// goes to one row. Beyond one a row only where no other row could have it.
QHash<std::int64_t, std::vector<const BatchRecord *>> recordsByValues(std::span<const JobRow> rows,
                                                                      std::span<const BatchRecord *const> records);

} // namespace hubwatch
