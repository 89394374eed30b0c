// The text of .env files, read as the npm package dotenv reads it.
#pragma once

#include "base/result.h"
#include "vault/secret.h"

#include <QByteArrayView>
#include <QString>
#include <map>

namespace hubwatch {

/// Every variable of the file; an empty Secret is an empty value. What the package skips is skipped here, too.
Result<std::map<QString, Secret>> parseDotenv(QByteArrayView text);

} // namespace hubwatch
