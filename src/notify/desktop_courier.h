// DesktopCourier: the desktop's own notifications.
#pragma once

#include "notify/couriers.h"

namespace hubwatch {

/// What is shown for a notice. One that is acknowledged is taken away; what is resolved says so quietly.
DesktopNotice desktopNotice(const Notice &notice);

class DesktopCourier : public Courier
{
public:
    explicit DesktopCourier(DesktopDoor &door);

    void deliver(const Notice &notice, const QString &handle, QObject *context, Reply reply) override;

private:
    DesktopDoor &m_door;
};

} // namespace hubwatch
