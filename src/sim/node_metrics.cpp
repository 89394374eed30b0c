#include "sim/node_metrics.h"

#include <array>
#include <cmath>

namespace hubwatch {

namespace {

/// Places in NodeMetrics::m_gauges, in prom-client's order.
enum GaugePlace : size_t {
    StartTime,
    Resident,
    Virtual,
    ProcessHeap,
    OpenFds,
    MaxFds,
    Lag,
    LagMin,
    LagMax,
    LagMean,
    LagDeviation,
    LagP50,
    LagP90,
    LagP99,
    Resources,
    ResourcesTotal,
    Handles,
    HandlesTotal,
    Requests,
    RequestsTotal,
    HeapTotal,
    HeapUsed,
    External,
    SpaceTotal,
    SpaceUsed,
    SpaceAvailable,
    Version,
};

struct GaugeText {
    const char *name;
    const char *help;
};

constexpr std::array gaugeTexts{
    GaugeText{"process_start_time_seconds", "Start time of the process since unix epoch in seconds."},
    GaugeText{"process_resident_memory_bytes", "Resident memory size in bytes."},
    GaugeText{"process_virtual_memory_bytes", "Virtual memory size in bytes."},
    GaugeText{"process_heap_bytes", "Process heap size in bytes."},
    GaugeText{"process_open_fds", "Number of open file descriptors."},
    GaugeText{"process_max_fds", "Maximum number of open file descriptors."},
    GaugeText{"nodejs_eventloop_lag_seconds", "Lag of event loop in seconds."},
    GaugeText{"nodejs_eventloop_lag_min_seconds", "The minimum recorded event loop delay."},
    GaugeText{"nodejs_eventloop_lag_max_seconds", "The maximum recorded event loop delay."},
    GaugeText{"nodejs_eventloop_lag_mean_seconds", "The mean of the recorded event loop delays."},
    GaugeText{"nodejs_eventloop_lag_stddev_seconds", "The standard deviation of the recorded event loop delays."},
    GaugeText{"nodejs_eventloop_lag_p50_seconds", "The 50th percentile of the recorded event loop delays."},
    GaugeText{"nodejs_eventloop_lag_p90_seconds", "The 90th percentile of the recorded event loop delays."},
    GaugeText{"nodejs_eventloop_lag_p99_seconds", "The 99th percentile of the recorded event loop delays."},
    GaugeText{"nodejs_active_resources",
              "Number of active resources that are currently keeping the event loop alive, "
              "grouped by async resource type."},
    GaugeText{"nodejs_active_resources_total", "Total number of active resources."},
    GaugeText{"nodejs_active_handles",
              "Number of active libuv handles grouped by handle type. Every handle type is C++ class name."},
    GaugeText{"nodejs_active_handles_total", "Total number of active handles."},
    GaugeText{"nodejs_active_requests",
              "Number of active libuv requests grouped by request type. Every request type is C++ class name."},
    GaugeText{"nodejs_active_requests_total", "Total number of active requests."},
    GaugeText{"nodejs_heap_size_total_bytes", "Process heap size from Node.js in bytes."},
    GaugeText{"nodejs_heap_size_used_bytes", "Process heap size used from Node.js in bytes."},
    GaugeText{"nodejs_external_memory_bytes", "Node.js external memory size in bytes."},
    GaugeText{"nodejs_heap_space_size_total_bytes", "Process heap space size total from Node.js in bytes."},
    GaugeText{"nodejs_heap_space_size_used_bytes", "Process heap space size used from Node.js in bytes."},
    GaugeText{"nodejs_heap_space_size_available_bytes", "Process heap space size available from Node.js in bytes."},
    GaugeText{"nodejs_version_info", "Node.js version info."},
};

struct HeapSpace {
    const char *name;
    double total;
    double used; ///< the "old" space takes what the heap holds beyond these
};

constexpr std::array heapSpaces{
    HeapSpace{"read_only", 0, 0},
    HeapSpace{"new", 16'777'216, 1'204'336},
    HeapSpace{"old", 20'971'520, 0},
    HeapSpace{"code", 1'048'576, 812'480},
    HeapSpace{"shared", 0, 0},
    HeapSpace{"new_large_object", 0, 0},
    HeapSpace{"large_object", 286'720, 262'160},
    HeapSpace{"code_large_object", 0, 0},
    HeapSpace{"shared_large_object", 0, 0},
};

constexpr double heapTotal = 39'084'032;
constexpr double heapElsewhere = 1'204'336 + 812'480 + 262'160;

} // namespace

NodeMetrics::NodeMetrics(PromRegistry &registry, TimePoint started)
    : m_started(started)
{
    using Kind = PromMetric::Kind;
    m_cpuUser
        = &registry.add({Kind::Counter, "process_cpu_user_seconds_total", "Total user CPU time spent in seconds."});
    m_cpuSystem
        = &registry.add({Kind::Counter, "process_cpu_system_seconds_total", "Total system CPU time spent in seconds."});
    m_cpu = &registry.add(
        {Kind::Counter, "process_cpu_seconds_total", "Total user and system CPU time spent in seconds."});
    for (const GaugeText &text : gaugeTexts)
        m_gauges.push_back(&registry.add({Kind::Gauge, text.name, text.help}));
    m_collections = &registry.add({Kind::Histogram,
                                   "nodejs_gc_duration_seconds",
                                   "Garbage collection duration by kind, one of major, minor, incremental or weakcb.",
                                   {0.001, 0.01, 0.1, 1, 2, 5}});
}

void NodeMetrics::tick(Chance &chance, int calls)
{
    m_userSeconds += 0.002 + 0.0011 * calls * (0.8 + 0.4 * chance.uniform());
    m_systemSeconds += 0.0004 + 0.0002 * calls * (0.8 + 0.4 * chance.uniform());
    m_lag = 0.0002 + chance.logNormal(0.0015, 0.5);
    m_sockets = 3 + calls / 2;
    m_heapUsed += 40'000 + 90'000 * calls;
    if (m_heapUsed < 31'000'000)
        return;
    m_heapUsed = 13'500'000 + 2'000'000 * chance.uniform();
    const bool major = chance.uniform() < 0.15;
    m_collections->observe({{"kind", major ? "major" : "minor"}}, chance.logNormal(major ? 0.006 : 0.0009, 0.4));
}

void NodeMetrics::collect()
{
    // Whole microseconds and nanoseconds, as Node.js measures them.
    const auto whole = [](double value, double unit) { return std::round(value * unit) / unit; };
    m_cpuUser->set({}, whole(m_userSeconds, 1e6));
    m_cpuSystem->set({}, whole(m_systemSeconds, 1e6));
    m_cpu->set({}, whole(m_userSeconds + m_systemSeconds, 1e6));

    const auto set = [this](GaugePlace place, double value) { m_gauges[place]->set({}, value); };
    set(StartTime, std::round(double(m_started.time_since_epoch().count()) / 1000));
    set(Resident, 61'440'000 + std::floor(m_heapUsed / 4096) * 4096);
    set(Virtual, 1'071'845'376);
    set(ProcessHeap, 90'112'000 + std::floor(m_heapUsed / 8192) * 4096);
    set(OpenFds, 21 + m_sockets);
    set(MaxFds, 1'048'576);
    set(Lag, whole(m_lag, 1e9));
    set(LagMin, 0.009076736);
    set(LagMax, whole(0.0112 + 4 * m_lag, 1e9));
    set(LagMean, whole(0.01008 + m_lag / 20, 1e15));
    set(LagDeviation, whole(m_lag / 9, 1e15));
    set(LagP50, 0.010076159);
    set(LagP90, whole(0.01011 + m_lag / 40, 1e9));
    set(LagP99, whole(0.0106 + m_lag, 1e9));
    m_gauges[Resources]->set({{"type", "TCPServerWrap"}}, 1);
    m_gauges[Resources]->set({{"type", "TCPSocketWrap"}}, m_sockets);
    m_gauges[Resources]->set({{"type", "Timeout"}}, 2);
    m_gauges[Resources]->set({{"type", "Immediate"}}, 1);
    set(ResourcesTotal, m_sockets + 4);
    m_gauges[Handles]->set({{"type", "Server"}}, 1);
    m_gauges[Handles]->set({{"type", "Socket"}}, m_sockets);
    set(HandlesTotal, m_sockets + 1);
    set(RequestsTotal, 0);
    set(HeapTotal, heapTotal);
    set(HeapUsed, std::floor(m_heapUsed));
    set(External, 2'263'149);
    for (const HeapSpace &space : heapSpaces) {
        const bool old = std::string_view(space.name) == "old";
        const double used = old ? std::min(space.total, std::floor(m_heapUsed - heapElsewhere)) : space.used;
        const Labels labels{{"space", space.name}};
        m_gauges[SpaceTotal]->set(labels, space.total);
        m_gauges[SpaceUsed]->set(labels, used);
        m_gauges[SpaceAvailable]->set(labels, space.total - used);
    }
    m_gauges[Version]->set({{"version", "v20.11.1"}, {"major", "20"}, {"minor", "11"}, {"patch", "1"}}, 1);
}

} // namespace hubwatch
