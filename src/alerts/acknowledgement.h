// Acknowledgement: a person has taken an alert on. Not a mute: it ends when the alert does, or grows worse.
#pragma once

#include "alerts/alert_labels.h"

#include <QByteArray>
#include <vector>

namespace hubwatch {

struct Acknowledgement {
    AlertId alert = {};
    QString owner = {};
    QString note = {};
    TimePoint at = {};
    Rule::Severity severity = Rule::Severity::Ticket; ///< as it was
    std::optional<double> value = {};                 ///< as it was

    bool operator==(const Acknowledgement &) const = default;
};

/// Why it does not hold any longer.
enum class AckEnd { Holds, Resolved, Worse };

/// Worse is: a higher severity; a figure twice as far beyond the threshold as when it was acknowledged (and at least
/// a tenth of the threshold further); a service that was not ready and now cannot be reached. The figures of auth
/// failures, of sync jobs, of polls missed and of a credential's age only count up, and are not worse for it.
AckEnd judgeAck(const Acknowledgement &ack, const Alert &alert, const Rule &rule);
/// "the error rate grew from 7.2 % to 18 %"
QString worseText(const Acknowledgement &ack, const Alert &alert, const Rule &rule);

struct AckList {
    std::vector<Acknowledgement> acks = {};
    QString notice = {};

    const Acknowledgement *find(const AlertId &alert) const;
    QByteArray toBytes() const;
    static AckList fromBytes(const QByteArray &bytes);
};

} // namespace hubwatch
