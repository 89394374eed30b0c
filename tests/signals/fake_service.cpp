#include "signals/fake_service.h"

#include <QByteArray>
#include <QLocale>

namespace hubwatch::testing {

FakeService::FakeService(Duration interval)
    : context{.service = QStringLiteral("contacts-sync"), .interval = interval}
    , tally(MetricNames(), interval)
{ }

void FakeService::add(const std::string &metric, Labels labels, double by)
{
    const SeriesId id{.metric = metric, .labels = std::move(labels)};
    auto &entry = shown[seriesText(id)];
    entry.first = id;
    entry.second += by;
}

void FakeService::set(const std::string &metric, Labels labels, double value)
{
    remove(metric, labels);
    add(metric, std::move(labels), value);
}

void FakeService::remove(const std::string &metric, Labels labels)
{
    shown.erase(seriesText({.metric = metric, .labels = std::move(labels)}));
}

void FakeService::calls(const std::string &status, double by)
{
    add(MetricNames().calls, {{.name = "endpoint", .value = "contacts"}, {.name = "status", .value = status}}, by);
}

void FakeService::latency(double seconds, double count)
{
    const std::string metric = MetricNames().duration + "_bucket";
    for (const double edge : edges) {
        const QByteArray le = QByteArray::number(edge, 'g', QLocale::FloatingPointShortest);
        add(metric, {{.name = "le", .value = le.toStdString()}}, seconds <= edge ? count : 0);
    }
    add(metric, {{.name = "le", .value = "+Inf"}}, count);
}

void FakeService::restart()
{
    shown.clear();
}

Scrape FakeService::scrape()
{
    auto table = std::make_shared<SeriesTable>(*m_table);
    for (const auto &[text, entry] : shown) {
        if (m_indexes.emplace(text, table->series.size()).second) {
            table->series.push_back(entry.first);
            table->types.push_back(MetricType::Counter);
        }
    }
    m_table = table;
    Scrape scrape{.at = now, .table = table, .values = std::vector<double>(table->series.size(), staleMark())};
    for (const auto &[text, entry] : shown)
        scrape.values[m_indexes[text]] = entry.second;
    return scrape;
}

void FakeService::poll()
{
    now += context.interval;
    m_lastScrape = scrape();
    keep(tally.take(m_lastScrape));
}

void FakeService::polls(int count, const std::string &status, double callsEach)
{
    for (int i = 0; i < count; ++i) {
        if (!status.empty())
            calls(status, callsEach);
        poll();
    }
}

void FakeService::miss()
{
    now += context.interval;
    keep(tally.missed(now));
}

void FakeService::sleep(Duration time)
{
    history.addAway(now, now + time);
    now += time;
}

void FakeService::health(Frame::Outcome outcome)
{
    keep(tally.probedHealth(now, outcome));
}

void FakeService::readiness(Frame::Outcome outcome)
{
    keep(tally.probedReadiness(now, outcome));
}

void FakeService::restartHubwatch()
{
    tally = Tally(MetricNames(), context.interval);
    tally.restore(frames.back(), &m_lastScrape);
    history = {};
    for (const Frame &frame : frames)
        history.add(frame);
}

Reading FakeService::read(const char *signal) const
{
    return evaluate(*findSignal(QString::fromLatin1(signal)), history, context, now);
}

void FakeService::keep(const Frame &frame)
{
    frames.push_back(frame);
    history.add(frame);
}

} // namespace hubwatch::testing
