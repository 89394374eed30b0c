// RowCheck: whether a row can be written, before anything is sent.
#pragma once

#include "base/result.h"
#include "batch/job.h"
#include "hubspot/property_definition.h"

#include <memory>
#include <span>
#include <string_view>

namespace hubwatch {

/// Why a row is not sent.
struct RowFault {
    QString code = {};   ///< "not-an-option", "read-only", "no-key", "not-an-email", "too-long", "excel-number",
                         ///< "wrong-columns" ...
    QString reason = {}; ///< the group's: "lifecyclestage is not an option"
    QString words = {}; ///< the row's: "column Stage: \"MQL \" is none of subscriber, lead, customer; did you mean ..."
    QString sample = {}; ///< the cell

    bool operator==(const RowFault &) const = default;
};

/// What is wrong with a job before any row is read: a column that the file does not have or has twice, a property that
/// does not exist, is read-only or archived, is mapped twice; no key; a key property that is not unique; a required
/// property that a create lacks; an operation that the object does not know. Each a sentence with the way out.
QStringList specFaults(const JobSpec &spec, const QStringList &header, std::span<const PropertyDefinition> definitions);

/// What is right and may surprise, each a sentence: partial upserts by email, companies that HubSpot does not
/// deduplicate, creates that cannot be settled after a lost answer, primary companies, the recycle bin, emptied values.
QStringList specWarnings(const JobSpec &spec, std::span<const PropertyDefinition> definitions);

/// Judges rows by the definitions of their properties. Compiled once, so that a million rows take a few seconds.
///
/// Types as HubSpot has them: string, number, bool, enumeration (several by ";"), date (midnight UTC), datetime (epoch
/// milliseconds or ISO), phone_number. E-mail addresses where the property is one. Lengths: 65,536 characters. Cells
/// that a spreadsheet has mangled ("1.23457E+11", "########", "#N/A") are faults where they cannot be meant.
class RowCheck
{
public:
    RowCheck(const JobSpec &spec, const QStringList &header, std::span<const PropertyDefinition> definitions);
    ~RowCheck();

    /// nullopt: it can be sent. `cells` is UTF-8.
    std::optional<RowFault> fault(std::span<const std::string_view> cells) const;
    /// The key as HubSpot compares it: trimmed, e-mail addresses in lower case. Empty where the row has none.
    std::string_view key(std::span<const std::string_view> cells, std::string &buffer) const;
    /// The row as it goes out: values trimmed and in HubSpot's form, constants added, empty cells left out unless
    /// `emptyClears`.
    JobRow row(std::int64_t number, const QStringList &cells) const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace hubwatch
