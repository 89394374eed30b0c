// jsonPost(): how a batch goes out.
#pragma once

#include "net/http.h"

#include <QJsonObject>

namespace hubwatch {

inline constexpr Duration postedReadTimeout = 30s;
inline constexpr Duration postedWriteTimeout = 90s; ///< HubSpot's own edge gives up after 100 s

struct JsonPost {
    Duration timeout = postedReadTimeout;
    bool repeatable = true;

    bool operator==(const JsonPost &) const = default;
};
/// A batch call, whose answer may be long. What is not repeatable is not repeated by the wire either.
HttpRequest jsonPost(QUrl url, const QJsonObject &body, const JsonPost &how);

} // namespace hubwatch
