// The sentences of the page Charts: what is unseen, what is not exposed, and what to do about it. Pure.
#pragma once

#include "snapshot/snapshot.h"
#include "ui/charts/panel_spec.h"

namespace hubwatch::ui {

/// One line over the panels when something stands between us and the figures; empty when all is seen.
QString unseenSentence(const Snapshot &snapshot, bool engineSilent, Zone zone);

/// "Not exposed by any service: Webhook delay p99, ..." with the way out; empty when nothing is hidden.
QString foldedSentence(const std::vector<PanelSpec> &hidden);

/// "hubwatch.toml, 5 services"
QString sourceText(const Snapshot &snapshot);

} // namespace hubwatch::ui
