// BlindVeil: lies over the pages while the engine is not heard of, so that nothing old passes for new.
#pragma once

#include "base/clock.h"

#include <QGraphicsEffect>
#include <QWidget>
#include <optional>

namespace hubwatch::ui {

/// Follows the size of its parent; lets clicks and wheel through, since the last known figures may be read.
class BlindVeil : public QWidget
{
    Q_OBJECT

public:
    static constexpr int bannerHeight = 108; ///< the pages below leave it free

    explicit BlindVeil(QWidget *over);
    void setSince(std::optional<TimePoint> since);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    std::optional<TimePoint> m_since = {};
};

/// What it is put on is drawn without its colours.
class GreyEffect : public QGraphicsEffect
{
    Q_OBJECT

public:
    using QGraphicsEffect::QGraphicsEffect;

protected:
    void draw(QPainter *painter) override;
};

} // namespace hubwatch::ui
