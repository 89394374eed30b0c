// Error text: an Error as a sentence for people. Pure.
#pragma once

#include "base/result.h"

namespace hubwatch::ui {

/// What could not be done and why, what to do next, and the technical line for the fold.
struct ErrorText {
    QString sentence = {}; ///< "Could not read the metrics of “CRM sync”: the connection was refused."
    QString next = {};     ///< "Start the service, or correct its address."
    QString details = {};  ///< "HTTP 401, GET https://…"

    bool operator==(const ErrorText &) const = default;
};

/// `what` completes "Could not …": "read the metrics of “CRM sync”".
ErrorText errorText(const Error &error, const QString &what);

} // namespace hubwatch::ui
