// The sentences of the page Charts: what is unseen, what is not exposed, and what to do about it. Pure.
#pragma once

#include "snapshot/snapshot.h"
#include "ui/charts/panel_spec.h"

namespace hubwatch::ui {

/// One line over the panels when something stands between us and the figures; empty when all is seen.
QString unseenSentence(const Snapshot &snapshot, bool engineSilent, Zone zone);

/// "Not exposed by any service: Webhook delay p99, ..." with the way out; empty when nothing is hidden. What only
/// accounts tell is named apart; of a choice of services and accounts (`shown`) it is said of them alone.
QString foldedSentence(const std::vector<PanelSpec> &hidden, const Snapshot &snapshot, const QStringList &shown);

/// "hubwatch.toml, 5 services"
QString sourceText(const Snapshot &snapshot);

} // namespace hubwatch::ui
