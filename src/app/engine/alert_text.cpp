#include "app/engine/alert_text.h"

#include "signals/value_text.h"

namespace hubwatch {

QString changeText(const AlertChange &change, const Rule *rule)
{
    const SignalDefinition *signal = rule ? findSignal(rule->signal) : nullptr;
    QString text
        = QStringLiteral("%1 %2").arg(signal ? signal->title : change.alert.rule, stateText(change.alert.state));
    const bool state = signal && signal->unit == SignalDefinition::Unit::State;
    if (signal && change.alert.value && change.alert.state != Alert::State::Inactive)
        text
            += (state ? QStringLiteral(", %1") : QStringLiteral(" at %1")).arg(valueText(*signal, *change.alert.value));
    if (signal && signal->minimum > 0 && change.alert.n > 0)
        text += QStringLiteral(", n %1").arg(change.alert.n);
    if (!change.alert.note.isEmpty())
        text += QStringLiteral("; %1").arg(change.alert.note);
    return text;
}

Event alertEvent(const AlertChange &change, const Rule *rule)
{
    return {.at = change.at,
            .kind = Event::Kind::Alert,
            .service = change.alert.service,
            .subject = change.alert.rule,
            .from = stateText(change.from),
            .to = stateText(change.alert.state),
            .text = changeText(change, rule)};
}

} // namespace hubwatch
