#include "signals/value_text.h"

#include <cmath>

namespace hubwatch {

namespace {

QString hubspotText(double level)
{
    if (level < 0)
        return QStringLiteral("outage");
    return level < 1 ? QStringLiteral("degraded") : QStringLiteral("operational");
}

} // namespace

QString valueText(const SignalDefinition &signal, double value)
{
    const auto figure = [](double number) { return QString::number(number, 'g', std::abs(number) < 1000 ? 3 : 6); };
    switch (signal.unit) {
    case SignalDefinition::Unit::Ratio: return QStringLiteral("%1 %").arg(figure(value * 100));
    case SignalDefinition::Unit::Count: return figure(value);
    case SignalDefinition::Unit::Seconds: return QStringLiteral("%1 s").arg(figure(value));
    case SignalDefinition::Unit::Factor: return QStringLiteral("%1 times").arg(figure(value));
    case SignalDefinition::Unit::Polls: return QStringLiteral("%1 polls").arg(figure(value));
    case SignalDefinition::Unit::Days: return QStringLiteral("%1 days").arg(figure(value));
    case SignalDefinition::Unit::State:
        if (signal.id == u"hubspot.status")
            return hubspotText(value);
        if (value < 0)
            return QStringLiteral("unreachable");
        return value < 1 ? QStringLiteral("not ready") : QStringLiteral("good");
    }
    Q_UNREACHABLE();
}

} // namespace hubwatch
