#include "base/time_text.h"

#include <QDateTime>
#include <QTimeZone>

namespace hubwatch {

QString utcText(TimePoint at)
{
    return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count(), Qt::UTC).toString(Qt::ISODateWithMs);
}

} // namespace hubwatch
