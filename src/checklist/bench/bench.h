// ResilienceBench: a stand-in HubSpot with weather, and a test instance that works against it.
#pragma once

#include "base/call_scope.h"
#include "checklist/bench/bench_trace.h"
#include "checklist/probe.h"

#include <QObject>
#include <QUrl>
#include <memory>

namespace hubwatch {

struct BenchOrder {
    quint16 port = 0;  ///< 0: any free one
    QString host = {}; ///< by which the service reaches this machine, where it is not on it: ChecklistTarget::benchHost
    QUrl testUrl = {}; ///< of the test instance; empty: none is named
    QUrl health = {};  ///< empty: none
    QUrl readiness = {};
    QUrl metrics = {};   ///< tell when the process began
    QString start = {};  ///< ChecklistTarget::benchStart
    QString folder = {}; ///< where a start command runs
    Duration patience = 60s;
    HttpClient *forward = nullptr; ///< of a sandbox account: it answers in calm phases. Null: canned records do
    QUrl forwardApi = {};
    double pace = 1; ///< of the whole script: tests make it shorter than people would
};

/// In the words of progressed() when a person has to start the service.
inline const QString benchAsks = QStringLiteral("start a run of the service now");

/// Serves HubSpot's paths on loopback with plausible records, in phases of weather. At the beginning of each phase the
/// service is started as the order says; the phase ends when it has been quiet for a while, or after its longest time.
/// One run at a time; dropping it ends everything it began.
class ResilienceBench : public QObject
{
    Q_OBJECT

public:
    ResilienceBench(ProbeDoors doors, QObject *parent = nullptr);
    ~ResilienceBench() override;

    /// finished() comes once, later. A port that is taken, a test instance that does not answer, a run that never
    /// begins: a trace with `stopped`.
    void start(BenchOrder order);
    void cancel(); ///< silently
    bool isRunning() const;
    QUrl url() const; ///< where the test instance is to find HubSpot; invalid before start()

signals:
    void progressed(const QString &words, double share);
    void finished(const hubwatch::BenchTrace &trace);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace hubwatch
