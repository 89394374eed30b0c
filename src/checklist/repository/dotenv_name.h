// Which files are .env files, by their name.
#pragma once

#include <QStringView>

namespace hubwatch {

/// ".env", ".env.local", ".env.production"; not ".env.example", ".env.sample" and the like, which are meant to be
/// tracked, nor ".envrc". `path` may have folders in front.
bool isDotenvPath(QStringView path);

} // namespace hubwatch
