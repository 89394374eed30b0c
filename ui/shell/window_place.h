// WindowPlace: where the window stands on the screens, and since when nobody has looked at it.
#pragma once

#include "base/clock.h"

#include <QObject>
#include <optional>

class QWidget;

namespace hubwatch::ui {

/// Keeps both in the settings, so that what happened overnight is still unseen after a restart.
class WindowPlace : public QObject
{
    Q_OBJECT

public:
    explicit WindowPlace(QWidget &window);

    /// As it was; in the middle of the first screen where that is gone.
    void restore();
    void keep();
    /// The window is looked at, or is no longer.
    void setActive(bool active);
    /// A person has seen what happened.
    void forgetAway();

signals:
    /// Nobody looked between the two.
    void wasAway(hubwatch::TimePoint from, hubwatch::TimePoint to);

private:
    QWidget &m_window;
    std::optional<TimePoint> m_awaySince = {};
};

TimePoint wallClock();

} // namespace hubwatch::ui
