// What HubSpot answers to a batch, row by row.
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <QHash>
#include <QString>
#include <QStringList>
#include <vector>

namespace hubwatch {

/// One record of an answer.
struct BatchRecord {
    QString id = {};
    QHash<QString, QString> properties = {}; ///< null ones are left out
    QString trace = {};                      ///< objectWriteTraceId
    std::optional<TimePoint> createdAt = {};
    std::optional<TimePoint> updatedAt = {};
    bool archived = false;
    std::optional<bool> isNew = {}; ///< of an upsert
    QString to = {};                ///< of an association: the other side; `id` is the one it goes from

    bool operator==(const BatchRecord &) const = default;
};

/// One failure of an answer; it may speak of several inputs.
struct BatchFault {
    QString category = {}; ///< "VALIDATION_ERROR", "OBJECT_NOT_FOUND", "CONFLICT"
    QString code = {};     ///< of its first inner error: "INVALID_OPTION"; else the category
    QString property = {};
    QString message = {}; ///< HubSpot's, at most 500 characters, without tokens
    QStringList traces = {};
    QStringList ids = {};
    QString existingId = {}; ///< of a conflict: the record that is in the way, where the message names it

    bool operator==(const BatchFault &) const = default;
};

/// The union of all shapes that 200, 201, 207 and the versions have.
struct BatchAnswer {
    std::vector<BatchRecord> records = {};
    std::vector<BatchFault> faults = {};

    bool operator==(const BatchAnswer &) const = default;
};

/// Reads both arrays whatever the status. Malformed when there is neither, except for 204.
Result<BatchAnswer> parseBatchAnswer(int status, const QByteArray &json);
/// The fault of a request that failed as a whole: 400, 409 ...
BatchFault batchFaultOf(const Error &error);

/// POST /crm/associations/.../batch/read: from id -> the ids it is bound to; an empty one at the end where there are
/// more than HubSpot shows at once.
Result<QHash<QString, QStringList>> parseAssociations(const QByteArray &json);

struct SearchPage {
    std::int64_t total = 0;
    std::vector<BatchRecord> records = {};

    bool operator==(const SearchPage &) const = default;
};
Result<SearchPage> parseSearchPage(const QByteArray &json);

} // namespace hubwatch
