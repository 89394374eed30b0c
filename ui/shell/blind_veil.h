// BlindVeil: lies over the pages while the engine is not heard of, so that nothing old passes for new.
#pragma once

#include "base/clock.h"

#include <QWidget>
#include <optional>

namespace hubwatch::ui {

/// Follows the size of its parent; lets clicks and wheel through, since the last known figures may be read.
class BlindVeil : public QWidget
{
    Q_OBJECT

public:
    explicit BlindVeil(QWidget *over);
    void setSince(std::optional<TimePoint> since);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    std::optional<TimePoint> m_since = {};
};

} // namespace hubwatch::ui
