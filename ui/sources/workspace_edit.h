// Workspace edits: a workspace with services added, changed or removed. Pure; mistakes come back as sentences.
#pragma once

#include "workspace/workspace.h"

namespace hubwatch::ui {

/// What keeps a service's fields from being saved, one sentence each; empty when all is well. `previousName` is the
/// service's name so far, empty for a new one.
QStringList serviceProblems(const Workspace &workspace, const QString &previousName, const ServiceConfig &service);

/// The name, or the name with the first free number after it.
QString freeName(const Workspace &workspace, const QString &name);

Workspace withServices(Workspace workspace, const std::vector<ServiceConfig> &added);
/// Rules that name the service follow it to its new name.
Workspace withChanged(Workspace workspace, const QString &previousName, const ServiceConfig &service);
/// Rules for that service alone go with it.
Workspace without(Workspace workspace, const QString &name);

} // namespace hubwatch::ui
