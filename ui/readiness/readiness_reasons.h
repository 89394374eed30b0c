// Readiness reasons: why something cannot be done now, in a sentence; empty when it can. Pure.
#pragma once

#include "snapshot/snapshot.h"

namespace hubwatch::ui {

QString runsReason(const ServiceReadiness *service);
QString waiveReason(const ItemStanding *standing, const Snapshot &snapshot);
QString proveReason(const ItemStanding *standing, const Snapshot &snapshot);

} // namespace hubwatch::ui
