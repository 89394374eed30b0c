#include "ui/incidents/mute_matchers.h"

#include <QRegularExpression>

namespace hubwatch::ui {

namespace {

const QString serviceLabel = QStringLiteral("service");

} // namespace

std::vector<Matcher> muteMatchers(const Incident &incident)
{
    if (incident.parts.size() == 1) {
        const AlertId &alert = incident.parts.front().alert;
        return {{.label = serviceLabel, .value = alert.service},
                {.label = QStringLiteral("rule"), .value = alert.rule}};
    }
    if (incident.services.size() == 1)
        return {{.label = serviceLabel, .value = incident.services.front()}};
    QStringList escaped;
    for (const QString &service : incident.services)
        escaped << QRegularExpression::escape(service);
    if (escaped.isEmpty())
        return {};
    return {{.label = serviceLabel, .op = Matcher::Op::Matches, .value = escaped.join(u'|')}};
}

} // namespace hubwatch::ui
