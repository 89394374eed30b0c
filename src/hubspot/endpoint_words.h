// What the name of an endpoint says: the words in it, of what objects, and whether it reads or writes.
#pragma once

#include <QString>
#include <QStringList>

namespace hubwatch {

struct EndpointWords {
    QStringList words = {}; ///< lower case, mostly singular; versions, ids and placeholders left out
    QStringList types = {}; ///< objects as scopes name them: "contacts", "line_items", "custom"
    bool reads = false;
    bool writes = false;

    bool has(QLatin1StringView word) const { return words.contains(word); }
    bool operator==(const EndpointWords &) const = default;
};

/// A verb among the words goes before the HTTP method: "POST .../search" reads.
EndpointWords endpointWords(const QString &endpoint);

} // namespace hubwatch
