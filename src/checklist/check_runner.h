// CheckRunner: walks the items of one service, a few at a time.
#pragma once

#include "base/call_scope.h"
#include "checklist/probe.h"

#include <QObject>
#include <deque>
#include <map>

namespace hubwatch {

struct PlannedCheck {
    QString item = {};
    Probe probe = {};
    Duration patience = 5min; ///< then it is an Error
};

/// Verdicts come one by one, in the order they end. finished() is emitted once per start(), also after cancel().
class CheckRunner : public QObject
{
    Q_OBJECT

public:
    explicit CheckRunner(Clock &clock, QObject *parent = nullptr);
    ~CheckRunner() override;

    /// `atOnce` probes at a time, in this order.
    void start(std::vector<PlannedCheck> checks, int atOnce);
    /// What runs is dropped; items without a verdict stay as they were.
    void cancel();
    bool isRunning() const { return m_running; }

signals:
    void began(const QString &item);
    void progressed(const QString &item, const QString &words, double share);
    void judged(const hubwatch::Verdict &verdict);
    void finished(bool cancelled);

private:
    void next();
    void begin(PlannedCheck check);
    void take(const QString &item, Verdict verdict);
    void finish(bool cancelled);

    Clock &m_clock;
    std::deque<PlannedCheck> m_waiting = {};
    std::map<QString, std::unique_ptr<CallScope>> m_open = {};
    CallScope m_calls = {};
    int m_atOnce = 1;
    bool m_running = false;
};

} // namespace hubwatch
