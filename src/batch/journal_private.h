// Journal::Private: for the files that carry the journal out, and nobody else.
#pragma once

#include "batch/journal.h"
#include "store/database.h"

#include <QVariant>
#include <array>

namespace hubwatch {

/// Rows by pile, sent ones as the fifth.
using PileCounts = std::array<std::int64_t, 5>;

struct Journal::Private {
    std::unique_ptr<Database> database = {};
    PileCounts counts = {};
    std::int64_t total = 0; ///< of the plan
    bool hasTodo = false;
    std::int64_t calls = 0;

    /// Counts anew what is on disk.
    Result<void> count();
    /// `changes` in one transaction, with the count of calls; the counts in memory follow only when it is on disk.
    Result<void> change(const std::function<Result<void>(PileCounts &counts)> &changes);
    Result<void> putOutcome(const RowOutcome &outcome, std::optional<std::int64_t> request, PileCounts &counts);
    Result<void> putImages(std::span<const BeforeImage> images);
    Result<void> untouch(std::int64_t row, PileCounts &counts);
    /// The pile of a row, sentPile among them; -1: untouched.
    Result<int> pileOf(std::int64_t row);
};

QByteArray encodedValues(const std::vector<PropertyValue> &values);
std::vector<PropertyValue> decodedValues(const QByteArray &bytes);
QVariant instantValue(std::optional<TimePoint> at);
std::optional<TimePoint> instantOf(const QVariant &value);

} // namespace hubwatch
