#include "ui/incidents/operator_name.h"

#include <QSettings>

namespace hubwatch::ui {

namespace {

const QString operatorKey = QStringLiteral("operator/name");

} // namespace

QString operatorName(const Snapshot &snapshot)
{
    const QString said = QSettings().value(operatorKey).toString().trimmed();
    return said.isEmpty() ? snapshot.alerting.operatorName : said;
}

void rememberOperator(const Snapshot &snapshot, const QString &name)
{
    const QString said = name.trimmed();
    if (said.isEmpty() || said == snapshot.alerting.operatorName)
        QSettings().remove(operatorKey); // so that a later change of the guess is followed
    else
        QSettings().setValue(operatorKey, said);
}

} // namespace hubwatch::ui
