#include "app/commands/scrape_command.h"

#include "base/duration_text.h"
#include "metrics/type_text.h"
#include "net/qt_http.h"
#include "sources/endpoint_reading.h"
#include "sources/poll_rhythm.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QObject>
#include <QTextStream>
#include <algorithm>

namespace hubwatch {

namespace {

/// The wire of one run of the command; the command's context owns it.
class ScrapeWire : public QObject
{
public:
    using QObject::QObject;
    QtHttp http = {};
};

QString wayOut(const Error &error)
{
    switch (error.reach) {
    case Error::Reach::Dns: return QStringLiteral("check the spelling of the host");
    case Error::Reach::Refused: return QStringLiteral("check that the service runs and listens on this port");
    case Error::Reach::Tls: return QStringLiteral("check the certificate, or use http:// if the service speaks no TLS");
    case Error::Reach::Timeout: return QStringLiteral("look at the service's load, or give it longer with --timeout");
    case Error::Reach::Reset: return QStringLiteral("look at the service's log, it broke off");
    case Error::Reach::NoNetwork: return QStringLiteral("check this machine's network");
    case Error::Reach::Clock: return QStringLiteral("check this machine's clock, then the service's certificate");
    case Error::Reach::Proxy: return QStringLiteral("give the proxy a name and password, or let it pass this host");
    case Error::Reach::None: break;
    }
    if (error.kind == Error::Kind::Unauthorized)
        return QStringLiteral("the endpoint wants credentials; name them in the workspace");
    if (error.status == 404)
        return QStringLiteral("check the path (often /metrics)");
    return {};
}

QString typeOf(const FamilyCount &count)
{
    const std::string_view text = metricTypeText(count.family.type);
    return QString::fromLatin1(text.data(), qsizetype(text.size()));
}

/// Exit 1 for an answer that is no metrics, 2 for none.
void refuse(const CommandCall &call, const Error &error)
{
    const QString way = wayOut(error);
    call.err << "hubwatchctl scrape: " << error.detail << (way.isEmpty() ? QString() : QStringLiteral("; ") + way)
             << '\n';
    call.done(error.kind == Error::Kind::Malformed ? Exit::Bad : Exit::Unable);
}

Result<ScrapeReport> reportOf(const QUrl &url, const HttpResponse &response)
{
    const Result<TextFormat> format = scrapeFormat(url, response);
    if (!format)
        return tl::unexpected(format.error());
    const std::string_view body(response.body.constData(), size_t(response.body.size()));
    const Result<Exposition> exposition = parseExposition(body, *format);
    if (!exposition)
        return tl::unexpected(scrapeError(url, exposition.error()));
    return ScrapeReport{.url = url,
                        .format = *format,
                        .bytes = response.body.size(),
                        .wireBytes = response.wireBytes,
                        .took = response.took,
                        .series = exposition->samples.size(),
                        .families = countFamilies(*exposition)};
}

void runScrape(const CommandCall &call)
{
    QStringList arguments = call.arguments;
    const std::optional<QString> timeoutText = takeOption(arguments, QStringLiteral("--timeout"));
    const std::optional<Duration> timeout = timeoutText ? parseDuration(*timeoutText) : longestPoll;
    if (!timeout || *timeout <= Duration::zero()) {
        call.err << "hubwatchctl scrape: --timeout: expected a duration such as 10s, found \""
                 << timeoutText.value_or(QString()) << "\"\n";
        return call.done(Exit::Unable);
    }
    if (leftOver(arguments, 1, scrapeCommand(), call.err))
        return call.done(Exit::Unable);
    if (arguments.isEmpty()) {
        call.err << "hubwatchctl scrape: expected a URL such as http://localhost:3000/metrics\n";
        return call.done(Exit::Unable);
    }
    const QString asked
        = arguments[0].contains(QStringLiteral("://")) ? arguments[0] : QStringLiteral("http://") + arguments[0];
    const QUrl url(asked, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty()) {
        call.err << "hubwatchctl scrape: \"" << arguments[0]
                 << "\" is no URL; expected one such as http://localhost:3000/metrics\n";
        return call.done(Exit::Unable);
    }
    auto *wire = new ScrapeWire(call.context);
    wire->http.send(endpointRequest(url, Endpoint::Metrics, *timeout), call.context,
                    [call, url](const Result<HttpResponse> &answer) {
                        const Result<ScrapeReport> report
                            = answer ? reportOf(url, *answer) : tl::unexpected(answer.error());
                        if (!report)
                            return refuse(call, report.error());
                        if (call.common.json)
                            call.out << scrapeJson(*report) << '\n';
                        else
                            call.out << scrapeTable(*report);
                        call.done(Exit::Good);
                    });
}

} // namespace

std::vector<FamilyCount> countFamilies(const Exposition &exposition)
{
    std::vector<FamilyCount> counts;
    for (const Family &family : exposition.families)
        counts.push_back({.family = family});
    for (const ExpositionSample &sample : exposition.samples)
        ++counts.at(sample.family).series;
    std::ranges::sort(counts, {}, [](const FamilyCount &count) -> const std::string & { return count.family.name; });
    return counts;
}

QByteArray scrapeJson(const ScrapeReport &report)
{
    QJsonArray families;
    for (const FamilyCount &count : report.families)
        families.append(QJsonObject{{QStringLiteral("name"), QString::fromStdString(count.family.name)},
                                    {QStringLiteral("type"), typeOf(count)},
                                    {QStringLiteral("unit"), QString::fromStdString(count.family.unit)},
                                    {QStringLiteral("help"), QString::fromStdString(count.family.help)},
                                    {QStringLiteral("series"), qint64(count.series)}});
    const QString format
        = report.format == TextFormat::OpenMetrics ? QStringLiteral("openmetrics") : QStringLiteral("prometheus");
    return QJsonDocument(QJsonObject{{QStringLiteral("url"), shownEndpoint(report.url)},
                                     {QStringLiteral("format"), format},
                                     {QStringLiteral("bytes"), report.bytes},
                                     {QStringLiteral("wire_bytes"), report.wireBytes},
                                     {QStringLiteral("took_ms"), qint64(report.took.count())},
                                     {QStringLiteral("series"), qint64(report.series)},
                                     {QStringLiteral("families"), families}})
        .toJson(QJsonDocument::Compact);
}

QString scrapeTable(const ScrapeReport &report)
{
    QString text;
    QTextStream out(&text);
    out << shownEndpoint(report.url) << ": "
        << (report.format == TextFormat::OpenMetrics ? "OpenMetrics" : "Prometheus text") << ", " << report.bytes
        << " bytes";
    if (report.wireBytes != report.bytes)
        out << " (" << report.wireBytes << " on the wire)";
    out << ", " << report.families.size() << (report.families.size() == 1 ? " family, " : " families, ")
        << report.series << " series, " << durationText(report.took) << "\n\n";
    qsizetype width = qsizetype(std::string_view("family").size());
    for (const FamilyCount &count : report.families)
        width = std::max(width, qsizetype(count.family.name.size()));
    constexpr int typeWidth = 15;
    constexpr int countWidth = 7;
    const auto row = [&](const QString &name, const QString &type, const QString &series) {
        out << name.leftJustified(width) << "  " << type.leftJustified(typeWidth) << series.rightJustified(countWidth)
            << '\n';
    };
    row(QStringLiteral("family"), QStringLiteral("type"), QStringLiteral("series"));
    for (const FamilyCount &count : report.families)
        row(QString::fromStdString(count.family.name), typeOf(count), QString::number(count.series));
    return text;
}

Command scrapeCommand()
{
    return {.name = QStringLiteral("scrape"),
            .usage = QStringLiteral("scrape URL [--timeout 10s]"),
            .purpose = QStringLiteral("scrape a target once and show its families, types and series"),
            .run = runScrape};
}

} // namespace hubwatch
