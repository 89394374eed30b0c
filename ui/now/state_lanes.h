// State lanes: what each service's alerts did in the last day, as a ribbon: what comes back is seen at a glance.
#pragma once

#include "snapshot/snapshot.h"
#include "ui/mark.h"

#include <QHash>
#include <QWidget>

namespace hubwatch::ui {

/// One service's day.
struct StateLane {
    struct Span {
        TimePoint from = {};
        TimePoint to = {};
        Mark mark = Mark::Bad; ///< Bad, Pending or Blind

        bool operator==(const Span &) const = default;
    };

    TimePoint from = {};
    TimePoint to = {};
    TimePoint knownFrom = {}; ///< before it nothing is known any more
    std::vector<Span> spans = {};
    int fired = 0; ///< how often an alert began to fire

    bool operator==(const StateLane &) const = default;
};

/// By service; every service has one. Pure.
QHash<QString, StateLane> stateLanes(const Snapshot &snapshot);

/// "24 h" at the left, the ribbon, "fired 3 x" at the right.
class LaneRibbon : public QWidget
{
    Q_OBJECT

public:
    explicit LaneRibbon(QWidget *parent = nullptr);
    void setLane(const StateLane &lane);
    const StateLane &lane() const { return m_lane; }
    QSize sizeHint() const override { return {200, 14}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    StateLane m_lane = {};
};

} // namespace hubwatch::ui
