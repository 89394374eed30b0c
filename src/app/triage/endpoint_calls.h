// CallTable: calls of one service by endpoint and status, in a window and before it.
#pragma once

#include "app/triage/increases.h"
#include "signals/metric_names.h"
#include "snapshot/triage.h"

#include <QStringList>
#include <map>

namespace hubwatch {

/// "success" for that and 2xx, "5xx" for all of these, "unknown" where there is none, others as they are.
QString foldedStatus(const std::string *status);

/// How far two counts of events are apart that were seen for `nowSeen` and `beforeSeen`, in standard errors: the test
/// of two Poisson rates after variance-stabilising square roots (Anscombe's; W4 in Gu, Ng, Tang and Schucany, 2008). It
/// holds for small counts, and for none.
double rateDistance(double now, Duration nowSeen, double before, Duration beforeSeen);
/// More than chance explains: three standard errors, and by a tenth at least, since with thousands of calls an hour any
/// drift of traffic is beyond chance, and no news.
bool rateChanged(double now, Duration nowSeen, double before, Duration beforeSeen);

/// Fed with the scrapes of one service, from `firstScrape()` on.
class CallTable
{
public:
    /// A row and what it is ranked by.
    struct RankedCalls {
        double distance = 0; ///< of its most changed status, in standard errors; zero: none changed
        double failed = 0;
        EndpointCalls row = {};
    };

    CallTable(QString service, const MetricNames &names, Duration interval, const TriageQuestion &question);

    /// The first scrape that matters may be so early.
    TimePoint firstScrape() const { return m_beforeFrom - m_longestGap; }
    /// Reads the stored scrapes with from <= at <= to; call it for one stretch of time after the other.
    Result<void> read(const Store &store, TimePoint from, TimePoint to);

    std::vector<RankedCalls> rows() const;
    /// Whether the service shows the metric, and with the label `endpoint`; what happened in gaps. Empty when all is
    /// well.
    QStringList notes() const;
    Duration nowSeen() const { return m_nowSeen; }

private:
    struct Cell {
        double now = 0;
        double before = 0;
    };
    struct Place {
        QString endpoint = {};
        QString status = {};
    };

    void take(const Increases::Step &step);
    void place(const std::vector<StoredSeries> &series);

    QString m_service;
    std::string m_metric;
    TimePoint m_beforeFrom;
    TimePoint m_from;
    TimePoint m_to;
    Duration m_longestGap;
    Increases m_increases;
    std::vector<Place> m_places = {}; ///< of each series
    std::map<QString, std::map<QString, Cell>> m_cells = {};
    Duration m_nowSeen = {};
    Duration m_beforeSeen = {};
    double m_lost = 0;
    bool m_stored = false;
    bool m_exposed = false;
    bool m_labelled = false;
};

/// Rows of one or several services: the most changed first, then those with the most failed calls.
std::vector<EndpointCalls> mostChangedFirst(std::vector<CallTable::RankedCalls> ranked);

} // namespace hubwatch
