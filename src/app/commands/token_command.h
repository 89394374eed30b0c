// hubwatchctl token: secrets into the vault and out again, and how the vault is.
#pragma once

#include "app/commands/command.h"
#include "base/result.h"

#include <QByteArray>

namespace hubwatch {

class Vault;

/// What the command reaches the world by; a test brings its own.
struct TokenDoors {
    std::function<Result<QByteArray>(const QString &prompt)> readSecret = {}; ///< empty: standard input
    Vault *vault = nullptr;                                                   ///< null: this system's
};

Command tokenCommand(const TokenDoors &doors = {});

} // namespace hubwatch
