// The secrets that lines of a log hold.
#pragma once

#include <QJsonObject>
#include <QString>
#include <optional>

namespace hubwatch {

/// The key ("req.headers.authorization") of the first value that holds a secret. What is masked already is none, nor
/// is an id of hexadecimal digits: traces and commits have such.
std::optional<QString> leakingKey(const QJsonObject &object);
bool leaks(const QString &text);

} // namespace hubwatch
