// Route edits: a workspace with routes changed, added, taken out, and a heartbeat set. Pure.
#pragma once

#include "workspace/workspace.h"

namespace hubwatch::ui {

/// `previousName`: empty for a new one. Rules that name the route follow it to its new name.
Workspace withRoute(Workspace workspace, const QString &previousName, const Route &route);
/// Rules that named it alone fall back to their severity's routes.
Workspace withoutRoute(Workspace workspace, const QString &name);
QStringList routeProblems(const Workspace &workspace, const QString &previousName, const Route &route);
/// The rules that name it.
QStringList rulesNaming(const Workspace &workspace, const QString &route);

Workspace withHeartbeat(Workspace workspace, const QString &reference, const QUrl &url, Duration interval);
QStringList heartbeatProblems(const QString &reference, const QUrl &url, Duration interval);

} // namespace hubwatch::ui
