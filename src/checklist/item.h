// ChecklistItem: one thing to check before production, as data.
#pragma once

#include "base/clock.h"
#include "checklist/outcome.h"

#include <QStringList>
#include <map>

namespace hubwatch {

struct ChecklistItem {
    QString id = {};    ///< "webhook.signatures"
    QString group = {}; ///< "Security"
    QString title = {}; ///< "Webhook signatures are verified"
    QString why = {};
    QString how = {};                         ///< how it is checked
    QString probe = {};                       ///< what checks it: a probe's name, see probeNames()
    std::map<QString, QString> options = {};  ///< of the probe, for items of the team's own: {"path": "/version"}
    std::map<Outcome, QString> meanings = {}; ///< what each outcome means
    QString remedy = {};
    QString effort = {};                     ///< "about 30 min"
    ReadinessLevel from = ReadinessLevel::C; ///< who is asked for it
    Duration fresh = 24h;                    ///< how long its evidence holds
    bool byHand = false;                     ///< a person's word may stand for it
    bool imports = false;                    ///< a file of results may stand for it
    bool shipped = false;                    ///< one of the fifteen

    bool operator==(const ChecklistItem &) const = default;
};

/// Probes that items of the team's own may use, with the options each takes; the shipped items use others, too.
///   http     path (on the test instance; or url), method, status ("200", "2xx", "401 or 403"), contains, header
///   file     path (in the repository), exists ("true"), contains (a regular expression), lacks
///   command  run ("PROGRAM ARGS..."): exit 0 pass, 1 fail, else error; its first line is the words
///   metric   name, above or below (a number), labels ("status=429"): on the service's metrics
///   hand     nothing: somebody says so
///   results  at_most_failed ("0"), least_tests ("1"): an imported file of results
std::vector<QString> probeNames();
/// What is wrong with the options of a probe, and what would be valid; empty when all is well.
QString optionComplaint(const QString &probe, const std::map<QString, QString> &options);

} // namespace hubwatch
