// AlertLabels: by what an alert is told apart, matched and grouped.
#pragma once

#include "alerts/alert.h"

#include <QMap>
#include <QString>

namespace hubwatch {

/// rule, signal, severity ("page"), service, account, portal; a label that says nothing is absent.
using AlertLabels = QMap<QString, QString>;

/// Which alert: the same in every console that has the same workspace, for as long as service and rule keep their
/// names.
struct AlertId {
    QString service = {};
    QString rule = {};

    bool operator==(const AlertId &) const = default;
    bool operator<(const AlertId &other) const
    {
        return service == other.service ? rule < other.rule : service < other.service;
    }
};

inline AlertId idOf(const Alert &alert)
{
    return {alert.service, alert.rule};
}

/// "hubwatch/contacts-sync/api.error_rate", percent-encoded where the parts need it; at most 255 characters, of which a
/// longer one's last are a hash. PagerDuty's dedup_key.
QString dedupKey(const AlertId &id);

/// "page", "notify", "ticket".
QString severityText(Rule::Severity severity);
std::optional<Rule::Severity> parseSeverity(QStringView text);

} // namespace hubwatch
