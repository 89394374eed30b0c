// The words of a chart: its key figure with evidence, the values under the crosshair, and the one sentence. Pure.
#pragma once

#include "snapshot/snapshot.h"
#include "ui/charts/plot_picture.h"

namespace hubwatch::ui {

/// The key figure over a chart and what it stands on.
struct Headline {
    QString figure = {};
    Mark mark = Mark::NotYet;
    QString service = {};  ///< whose figure it is; the worst one's
    QString evidence = {}; ///< "firing 3:10 · n = 2,451 calls / 5 min"

    bool operator==(const Headline &) const = default;
};

/// Of the present, from the newest readings and alerts of `services` (empty: all). Never good while one that shows the
/// signal is unseen.
Headline liveHeadline(const PanelSpec &spec, const Snapshot &snapshot, const QStringList &services);

/// Of the newest figure in an answer: for the past, and for explored metrics.
Headline pastHeadline(const PanelSpec &spec, const ChartAnswer &answer, Zone zone);

/// "09:37:12   contacts-sync 7.1 %   deals-sync 0.2 %": every line at one instant, "no data" inside gaps.
QString crosshairText(const PlotPicture &picture, TimePoint at);

/// "API error rate of contacts-sync: 7.2 %, above the page level of 5 % since 09:33; 3 gaps."
QString summarySentence(const PanelSpec &spec, const Headline &headline, const ChartAnswer &answer, Zone zone);

/// Whether any service shows the signal: a figure, a history, or the metric itself among the stored ones.
bool exposed(const PanelSpec &spec, const Snapshot &snapshot, const std::vector<MetricChoice> &choices);

} // namespace hubwatch::ui
