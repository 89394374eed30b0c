// EngineOptions: what a program tells the engine before it starts.
#pragma once

#include <QString>
#include <memory>

namespace hubwatch {

class VaultDoor;

struct EngineOptions {
    QString workspacePath = {};
    QString dataDirectory = {}; ///< empty: samples are kept in memory only
    QString storeRefused = {};  ///< why the folder may not be used although it is named; empty when it may
    bool demo = false;          ///< watch the built-in box instead of a workspace
    quint16 demoPort = 0;       ///< the box's first port; 0: any that are free
    /// To the vault on the main thread; null: secrets are kept in memory and are gone with the engine.
    std::shared_ptr<VaultDoor> vault = {};
};

} // namespace hubwatch
