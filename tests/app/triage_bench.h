// TriageBench: a store filled scrape by scrape, and a clock, for what looks into incidents.
#pragma once

#include "store/store.h"
#include "support/manual_clock.h"

#include <gtest/gtest.h>
#include <map>

namespace hubwatch::testing {

/// The scrapes of one service: set what it shows, then store it.
class StoredService
{
public:
    StoredService(Store &store, const char *name)
        : m_store(store)
        , m_name(QString::fromLatin1(name))
    { }

    void set(const SeriesId &id, double value, MetricType type = MetricType::Counter)
    {
        const auto known = std::ranges::find(m_table->series, id);
        const auto k = size_t(known - m_table->series.begin());
        if (known == m_table->series.end()) {
            m_table->series.push_back(id);
            m_table->types.push_back(type);
            m_values.push_back(staleMark());
        }
        m_values[k] = value;
    }
    void add(const SeriesId &id, double by, MetricType type = MetricType::Counter)
    {
        const auto known = std::ranges::find(m_table->series, id);
        const auto k = size_t(known - m_table->series.begin());
        const bool shown = known != m_table->series.end() && !isStaleMark(m_values[k]);
        set(id, (shown ? m_values[k] : 0) + by, type);
    }
    /// No longer shown.
    void drop(const SeriesId &id) { set(id, staleMark()); }
    void scrape(TimePoint at)
    {
        const TargetScrape scrape{.target = m_name, .scrape = {.at = at, .table = m_table, .values = m_values}};
        ASSERT_TRUE(m_store.append({&scrape, 1}));
    }

private:
    Store &m_store;
    QString m_name;
    std::shared_ptr<SeriesTable> m_table = std::make_shared<SeriesTable>();
    std::vector<double> m_values = {};
};

inline SeriesId callsOf(const char *endpoint, const char *status, const char *metric = "hubspot_api_calls_total")
{
    return {.metric = metric, .labels = {{"endpoint", endpoint}, {"status", status}}};
}

} // namespace hubwatch::testing
