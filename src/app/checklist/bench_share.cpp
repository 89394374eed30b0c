#include "app/checklist/bench_share.h"

namespace hubwatch {

BenchShare::BenchShare(ProbeDoors doors, BenchOrder order, QObject *parent)
    : QObject(parent)
    , m_clock(doors.clock)
    , m_order(std::move(order))
    , m_bench(doors)
{
    connect(&m_bench, &ResilienceBench::finished, this, &BenchShare::finish);
    connect(&m_bench, &ResilienceBench::progressed, this, [this](const QString &words, double share) {
        for (const Waiting &waiting : std::vector(m_waiting))
            if (waiting.context && waiting.progress)
                waiting.progress(words, share);
        emit progressed(words, share);
    });
}

BenchShare::~BenchShare() = default;

void BenchShare::want(const ProbeCall &call, Take take)
{
    if (m_trace) {
        m_clock.after({}, call.context, [trace = *m_trace, take = std::move(take)] { take(trace); });
        return;
    }
    m_waiting.push_back({.context = call.context, .progress = call.progress, .take = std::move(take)});
    if (!std::exchange(m_begun, true))
        m_bench.start(m_order);
}

QUrl BenchShare::url() const
{
    return m_begun && !m_trace ? m_bench.url() : QUrl();
}

void BenchShare::finish(const BenchTrace &trace)
{
    m_trace = trace;
    for (const Waiting &waiting : std::exchange(m_waiting, {}))
        if (waiting.context)
            m_clock.after({}, waiting.context, [trace, take = waiting.take] { take(trace); });
}

} // namespace hubwatch
