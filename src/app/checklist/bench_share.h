// BenchShare: one bench run for all items that ask for it.
#pragma once

#include "checklist/bench/bench.h"

#include <QPointer>
#include <optional>

namespace hubwatch {

/// The first item of a run that wants the trace begins the bench, and all are answered by it.
class BenchShare : public QObject
{
    Q_OBJECT

public:
    using Take = std::function<void(const BenchTrace &)>;

    /// What is in `doors` outlives it.
    BenchShare(ProbeDoors doors, BenchOrder order, QObject *parent = nullptr);
    ~BenchShare() override;

    /// Answers once, later; never if the call's context dies first. The call's progress is told of.
    void want(const ProbeCall &call, Take take);
    QUrl url() const; ///< of the stand-in while it is open; else invalid

signals:
    void progressed(const QString &words, double share);

private:
    struct Waiting {
        QPointer<QObject> context;
        std::function<void(const QString &, double)> progress = {};
        Take take = {};
    };

    void finish(const BenchTrace &trace);

    Clock &m_clock;
    BenchOrder m_order;
    ResilienceBench m_bench;
    bool m_begun = false;
    std::optional<BenchTrace> m_trace = {};
    std::vector<Waiting> m_waiting = {};
    CallScope m_calls = {};
};

} // namespace hubwatch
