// WorkspaceBlock: one [[section]] of the file as keys and values, before it becomes text.
#pragma once

#include "workspace/workspace.h"

namespace hubwatch {

struct BlockLine {
    QString key = {};
    QString value = {}; ///< as TOML writes it

    bool operator==(const BlockLine &) const = default;
};

struct WorkspaceBlock {
    QString section = {}; ///< accounts, services, sources, routes, rules, checklist, waivers, proofs; store, console
    QString name = {};    ///< of its account, service ..., what it is told apart by; empty for store and console
    std::vector<BlockLine> lines = {};

    const BlockLine *find(const QString &key) const;
    bool operator==(const WorkspaceBlock &) const = default;
};

/// The sections in the order in which a new file has them.
QStringList workspaceSections();
/// One block per thing, each with only what differs from the defaults.
std::vector<WorkspaceBlock> workspaceBlocks(const Workspace &workspace);
/// `[[services]]` and its lines, each ended.
QString blockText(const WorkspaceBlock &block);

} // namespace hubwatch
