// DesktopDoor: the way to the notifications of the desktop, which only a face with a window has.
#pragma once

#include "notify/courier.h"
#include "notify/desktop_notice.h"

namespace hubwatch {

/// Implemented by the engine's console: the notice crosses to the window's thread and its answer back.
class DesktopDoor
{
public:
    virtual ~DesktopDoor() = default;
    /// Without a window the answer is Refused: "no window is open to show it".
    virtual void show(const DesktopNotice &notice, QObject *context, Courier::Reply reply) = 0;
};

} // namespace hubwatch
