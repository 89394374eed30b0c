// EngineOptions: what a program tells the engine before it starts.
#pragma once

#include <QString>

namespace hubwatch {

struct EngineOptions {
    QString workspacePath = {};
    QString dataDirectory = {}; ///< empty: samples are kept in memory only
    QString storeRefused = {};  ///< why the folder may not be used although it is named; empty when it may
    bool demo = false;          ///< watch the built-in box instead of a workspace
    quint16 demoPort = 0;       ///< the box's first port; 0: any that are free
};

} // namespace hubwatch
