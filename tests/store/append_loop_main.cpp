// Appends scrapes to a folder until it is killed, and tells each one that was reported as stored.
#include "store/store.h"

#include <QCoreApplication>
#include <cstdio>

int main(int argc, char **argv)
{
    using namespace hubwatch;
    const QCoreApplication application(argc, argv);
    if (argc != 3)
        return 2;
    auto opened = Store::open({.directory = QString::fromLocal8Bit(argv[1])});
    if (!opened)
        return 1;
    auto table = std::make_shared<SeriesTable>();
    for (int i = 0; i < 40; ++i) {
        table->series.push_back({.metric = "metric_" + std::to_string(i)});
        table->types.push_back(MetricType::Counter);
    }
    for (long number = std::atol(argv[2]);; ++number) {
        const TargetScrape scrape{.target = QStringLiteral("sync"),
                                  .scrape = {.at = TimePoint(1'763'884'800s) + number * 5s,
                                             .table = table,
                                             .values = std::vector<double>(40, double(number))}};
        if (!opened->store->append({&scrape, 1}))
            return 1;
        std::printf("%ld\n", number);
        std::fflush(stdout);
    }
}
