#include "app/engine/alert_text.h"

#include "signals/signal.h"

namespace hubwatch {

QString changeText(const AlertChange &change)
{
    QString text = QStringLiteral("%1: %2").arg(change.alert.rule, stateText(change.alert.state));
    if (change.alert.value && change.alert.state != Alert::State::Inactive)
        text += QStringLiteral(" at %1 (n %2)").arg(QString::number(*change.alert.value, 'g', 4)).arg(change.alert.n);
    if (!change.alert.note.isEmpty())
        text += QStringLiteral("; %1").arg(change.alert.note);
    return text;
}

} // namespace hubwatch
