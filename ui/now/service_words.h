// Service words: how a service stands, in a mark, a word and its figures. Pure.
#pragma once

#include "snapshot/snapshot.h"
#include "ui/format.h"
#include "ui/mark.h"

namespace hubwatch::ui {

struct ServiceSummary {
    Mark mark = Mark::NotYet;
    QString word = {}; ///< "within goals", "error rate firing", "unseen since 09:31, connection refused"

    bool operator==(const ServiceSummary &) const = default;
};

/// Worst first: unseen, firing, pending, not ready, beyond a goal, unknown; good only when something proves it.
ServiceSummary summaryOf(const ServiceState &service);

/// As a service, but a token that does not open it comes first.
ServiceSummary accountSummary(const ServiceState &service, const AccountState &account, TimePoint now);

/// "ready · healthy · polled 3 s ago", or for an unseen one when it was last seen and when it is tried again.
QString reachText(const ServiceState &service, TimePoint now);

/// Whether any endpoint ever answered.
bool anyAnswered(const ServiceState &service);

/// Why an endpoint is silent, in two words: "connection refused".
QString silenceText(const EndpointState &endpoint);

/// One cell of a service's card.
struct Figure {
    QString signal = {};
    QString label = {}; ///< "error rate"
    QString value = {}; ///< "7.2 %", "unknown"
    QString details = {};
    Mark mark = Mark::NotYet;
    Unit unit = Unit::Number;
    std::vector<double> thresholds = {};
    bool lineless = false; ///< a state without a history

    bool operator==(const Figure &) const = default;
};

/// The three or four signals that a service is best judged by, of those it exposes.
std::vector<Figure> figuresOf(const ServiceState &service, const std::vector<Rule> &rules);

/// Error rate, quota and token, each also when nothing is known of it.
std::vector<Figure> accountFigures(const ServiceState &service, const AccountState &account,
                                   const std::vector<Rule> &rules, TimePoint now);

/// "error rate", "429 / h", "p99": a signal's name where there is little room.
QString shortName(const QString &signal);

/// Three quarters of the way up to a level of more than one, where a rule is on: worth a look before anything fires.
bool nearsLevel(Rule::Side side, double level, double value);

/// The trace of a signal, or nullptr.
const Trace *traceOf(const ServiceState &service, const QString &signal);

} // namespace hubwatch::ui
