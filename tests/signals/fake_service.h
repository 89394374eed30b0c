// FakeService: counters moved by hand, scraped, boiled down and evaluated as the engine does it.
#pragma once

#include "signals/evaluate.h"
#include "signals/history.h"
#include "signals/tally.h"

#include <map>
#include <string>

namespace hubwatch::testing {

/// One service as Hubwatch sees it: what the service counts on one side, Hubwatch's tally and history on the other.
class FakeService
{
public:
    explicit FakeService(Duration interval = 15s);

    /// Adds to a counter; it is born with this when it was not there.
    void add(const std::string &metric, Labels labels, double by);
    void set(const std::string &metric, Labels labels, double value);
    void remove(const std::string &metric, Labels labels);
    void calls(const std::string &status, double by);
    /// `count` calls that took `seconds`, in the handbook's buckets and those added by `edges`.
    void latency(double seconds, double count);
    /// The process starts over: every series is gone.
    void restart();

    Scrape scrape();
    /// One interval passes and the service is scraped.
    void poll();
    /// So many polls, with the same calls before each.
    void polls(int count, const std::string &status = {}, double callsEach = 0);
    void miss();
    void sleep(Duration time);
    void health(Frame::Outcome outcome);
    void readiness(Frame::Outcome outcome);
    /// Hubwatch is started again; with what the store kept.
    void restartHubwatch();

    Reading read(const char *signal) const;

    TimePoint now = TimePoint(1'763'884'800s);
    std::vector<double> edges = {0.1, 0.5, 1, 2, 5};
    SignalContext context = {};
    std::map<std::string, std::pair<SeriesId, double>> shown = {}; ///< by seriesText
    std::vector<Frame> frames = {};
    Tally tally;
    History history = {};

private:
    void keep(const Frame &frame);

    std::shared_ptr<SeriesTable> m_table = std::make_shared<SeriesTable>();
    std::map<std::string, size_t> m_indexes = {};
    Scrape m_lastScrape = {};
};

} // namespace hubwatch::testing
