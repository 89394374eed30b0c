// The secret in what a secret manager or a command printed: the text itself, or one value of its JSON.
#pragma once

#include "base/result.h"
#include "vault/secret.h"

#include <QString>

class QJsonObject;

namespace hubwatch {

/// With a key: the text of that key in a JSON object. Without: a text that is no JSON as it is, a JSON text unquoted,
/// an OAuth credential (client_id, client_secret and refresh_token) as it is, and of another JSON object its only text,
/// or "token", "access_token" or "HUBSPOT_ACCESS_TOKEN", in that order.
///
/// An Error's detail says what the JSON looks like: it names keys, never values.
Result<Secret> secretIn(QByteArray &&printed, const QString &key);
/// The text of that key.
Result<Secret> secretOfKey(const QJsonObject &object, const QString &key);
/// "it has the keys A, B".
QString shownKeys(const QJsonObject &object);

} // namespace hubwatch
