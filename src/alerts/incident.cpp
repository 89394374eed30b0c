#include "alerts/incident.h"

#include <algorithm>

namespace hubwatch {

bool Incident::firing() const
{
    return std::ranges::any_of(parts, &Part::firing);
}

QString stateText(Incident::State state)
{
    switch (state) {
    case Incident::State::Open: return QStringLiteral("open");
    case Incident::State::Acknowledged: return QStringLiteral("acknowledged");
    case Incident::State::Resolved: return QStringLiteral("resolved");
    }
    Q_UNREACHABLE();
}

std::optional<Incident::State> parseIncidentState(QStringView text)
{
    for (const auto state : {Incident::State::Open, Incident::State::Acknowledged, Incident::State::Resolved}) {
        if (text == stateText(state))
            return state;
    }
    return std::nullopt;
}

} // namespace hubwatch
