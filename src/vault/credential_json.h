// The credential book as JSON.
#pragma once

#include "vault/credential_record.h"

#include <QByteArray>

namespace hubwatch {

QByteArray credentialBookJson(const CredentialBook &book);
/// Malformed, with the place, for what credentialBookJson() does not write.
Result<CredentialBook> parseCredentialBook(const QByteArray &json);

} // namespace hubwatch
