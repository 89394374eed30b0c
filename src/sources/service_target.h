// ServiceTarget: what the poller needs to know of one service.
#pragma once

#include "base/clock.h"

#include <QString>
#include <QUrl>

namespace hubwatch {

enum class Endpoint { Metrics, Health, Readiness };

struct ServiceTarget {
    QString name = {};
    QUrl metrics = {};   ///< absolute; empty: the service has none
    QUrl health = {};    ///< absolute; empty: the service has none
    QUrl readiness = {}; ///< absolute; empty: the service has none
    Duration interval = 15s;
    Duration readinessInterval = 60s;
    QString credential = {}; ///< reference of the secret its endpoints want: bearer or basic; empty: none
    Duration timeout = 10s;  ///< never longer than the interval, so polls of one endpoint cannot overlap

    bool operator==(const ServiceTarget &) const = default;
};

} // namespace hubwatch
