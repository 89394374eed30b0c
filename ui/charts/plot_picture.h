// PlotPicture: a chart's answer turned into what is drawn, without a pixel yet. Pure.
#pragma once

#include "ui/charts/axis_ticks.h"
#include "ui/charts/panel_spec.h"
#include "ui/mark.h"

#include <QList>
#include <QPointF>

namespace hubwatch::ui {

/// One line: runs of points (milliseconds since 1970, value) that are never joined to each other.
struct PlotLine {
    QString name = {};
    QString service = {};
    int color = 0; ///< into Theme::series; -1: one of the others
    double worst = 0;
    std::vector<QList<QPointF>> runs = {};

    bool operator==(const PlotLine &) const = default;
};

/// The bounds a quantile lies in; a step holds until the next point.
struct PlotBand {
    struct Step {
        TimePoint from = {};
        TimePoint to = {};
        double low = 0;
        std::optional<double> high = {}; ///< absent: up to the plot's edge

        bool operator==(const Step &) const = default;
    };

    int color = 0;
    std::vector<Step> steps = {};

    bool operator==(const PlotBand &) const = default;
};

/// A stretch without data. `whole`: no line of the plot has any there.
struct PlotGap {
    TimePoint from = {};
    TimePoint to = {};
    bool whole = true;
    QString words = {}; ///< "no data of contacts-sync: unreachable: connection refused"

    bool operator==(const PlotGap &) const = default;
};

/// A stretch of one state: of the ribbon (worst of all services) or of a service's row.
struct PlotSpan {
    TimePoint from = {};
    TimePoint to = {};
    Mark mark = Mark::Good;
    QString words = {};

    bool operator==(const PlotSpan &) const = default;
};

struct PlotRow {
    QString name = {};
    std::vector<PlotSpan> spans = {};

    bool operator==(const PlotRow &) const = default;
};

struct PlotMark {
    TimePoint at = {};
    QString word = {};
    QString words = {};
    bool hubspot = false; ///< in a colour and a rhythm of its own: nothing the team did

    bool operator==(const PlotMark &) const = default;
};

struct PlotPicture {
    TimePoint from = {};
    TimePoint to = {};
    Zone zone = Zone::Local;
    Unit unit = Unit::Number;
    bool stateRows = false;
    ValueScale scale = {};
    std::vector<PanelLevel> levels = {}; ///< those within the scale
    std::vector<PlotLine> lines = {};
    std::vector<PlotBand> bands = {};
    std::vector<PlotGap> gaps = {};
    std::vector<PlotSpan> ribbon = {};
    std::vector<PlotRow> rows = {}; ///< for states, instead of lines
    std::vector<PlotMark> marks = {};

    bool empty() const { return lines.empty() && rows.empty() && gaps.empty(); }

    bool operator==(const PlotPicture &) const = default;
};

/// `order`: the services in the order of the workspace, so that each keeps its colour in every panel.
PlotPicture plotPicture(const PanelSpec &spec, const ChartAnswer &answer, const QStringList &order, Zone zone);

/// The line's point nearest to an instant within its run; nullopt inside a gap.
std::optional<QPointF> pointAt(const PlotLine &line, TimePoint at);

} // namespace hubwatch::ui
