#include "checklist/metric_sum.h"

#include "checklist/test_instance.h"
#include "metrics/metric_name.h"
#include "metrics/scrape_reader.h"
#include "net/http_errors.h"

#include <algorithm>
#include <cmath>

namespace hubwatch {

namespace {

constexpr char totalSuffix[] = "_total";

std::optional<double> sumNamed(const Scrape &scrape, const std::string &name, const Labels &labels)
{
    std::optional<double> sum;
    for (size_t i = 0; i < scrape.values.size(); ++i) {
        const SeriesId &series = scrape.table->series[i];
        const bool carries = std::ranges::all_of(labels, [&series](const Label &label) {
            const std::string *value = labelValue(series.labels, label.name);
            return value && *value == label.value;
        });
        if (series.metric == name && carries && !std::isnan(scrape.values[i]))
            sum = sum.value_or(0) + scrape.values[i];
    }
    return sum;
}

} // namespace

HttpRequest metricsRequest(const QUrl &url, const QString &credential)
{
    return {.url = url,
            .headers
            = {{.name = "Accept",
                .value = "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1"}},
            .repeatable = true,
            .credential = credential};
}

Result<std::optional<double>> metricSum(const QUrl &url, const Result<HttpResponse> &answer, const QString &name,
                                        const Labels &labels, TimePoint now)
{
    const Heard heard = heardOf(url, answer);
    const QString where = shownUrl(url);
    if (!isGoodStatus(heard.status))
        return fail(Error::Kind::Malformed, QStringLiteral("%1: expected metrics, got %2").arg(where, heard.got));
    const QByteArray type = headerValue(heard.headers, "Content-Type");
    const Result<TextFormat> format = textFormatOf({type.constData(), size_t(type.size())});
    if (!format || isWebPage(heard))
        return fail(Error::Kind::Malformed,
                    QStringLiteral("%1: expected metrics, found %2")
                        .arg(where, isWebPage(heard) ? QStringLiteral("a web page") : tamed(format.error().detail)));
    ScrapeReader reader;
    const Result<Scrape> scrape = reader.read({heard.body.constData(), size_t(heard.body.size())}, *format, now);
    if (!scrape)
        return fail(Error::Kind::Malformed, QStringLiteral("%1:%2").arg(where, tamed(scrape.error().detail)));
    const std::string own = name.toStdString();
    const std::optional<double> sum = sumNamed(*scrape, own, labels);
    return sum ? sum : sumNamed(*scrape, own + totalSuffix, labels);
}

std::optional<Labels> labelsNamed(const QString &text)
{
    Labels labels;
    for (const QString &part : text.split(u',', Qt::SkipEmptyParts)) {
        const qsizetype equals = part.indexOf(u'=');
        const QString name = part.left(equals).trimmed();
        if (equals < 0 || !isLabelName(name.toStdString()))
            return std::nullopt;
        labels.push_back({.name = name.toStdString(), .value = part.mid(equals + 1).trimmed().toStdString()});
    }
    return labels;
}

} // namespace hubwatch
