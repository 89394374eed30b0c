// prom_parity: what the box writes, for a comparison with prom-client. Reads one metric or event a line from standard
// input; with --service it writes an hour of contacts-sync instead.
#include "sim/service_model.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <cstdio>
#include <map>

namespace {

using namespace hubwatch;

std::string plain(const QJsonValue &value)
{
    return value.toString().toStdString();
}

Labels labelsOf(const QJsonValue &pairs)
{
    Labels labels;
    for (const QJsonValue &pair : pairs.toArray())
        labels.push_back({plain(pair[0]), plain(pair[1])});
    return labels;
}

PromMetric declared(const QString &act, const QJsonArray &line)
{
    using Kind = PromMetric::Kind;
    std::vector<double> buckets;
    for (const QJsonValue &edge : line[4].toArray())
        buckets.push_back(edge.toDouble());
    const Kind kind = act == QLatin1String("counter") ? Kind::Counter
        : act == QLatin1String("gauge")               ? Kind::Gauge
                                                      : Kind::Histogram;
    PromMetric metric(kind, plain(line[1]), plain(line[2]), buckets);
    if (line[3].toArray().isEmpty())
        metric.unlabelled();
    return metric;
}

void follow(PromRegistry &registry, std::map<std::string, PromMetric *> &metrics, const QJsonArray &line)
{
    const QString act = line[0].toString();
    const std::string name = plain(line[1]);
    if (act == QLatin1String("inc"))
        metrics.at(name)->inc(labelsOf(line[2]), line[3].toDouble());
    else if (act == QLatin1String("set"))
        metrics.at(name)->set(labelsOf(line[2]), line[3].toDouble());
    else if (act == QLatin1String("observe"))
        metrics.at(name)->observe(labelsOf(line[2]), line[3].toDouble());
    else
        metrics[name] = &registry.add(declared(act, line));
}

std::string followed()
{
    PromRegistry registry;
    std::map<std::string, PromMetric *> metrics;
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return {};
    for (QByteArray line = input.readLine(); !line.isEmpty(); line = input.readLine())
        follow(registry, metrics, QJsonDocument::fromJson(line).array());
    return registry.text();
}

std::string anHourOfContacts()
{
    const TimePoint start(1'795'435'200s);
    ServiceModel model(boxProfiles().front(), 1, start);
    model.advance(start + 1h, WeatherScript::demo(start + 2h, 1));
    return model.metricsText();
}

} // namespace

int main(int argc, char **argv)
{
    const bool service = argc > 1 && std::string_view(argv[1]) == "--service";
    const std::string text = service ? anHourOfContacts() : followed();
    std::fwrite(text.data(), 1, text.size(), stdout);
    return text.empty() ? 1 : 0;
}
