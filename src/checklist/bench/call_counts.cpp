#include "checklist/bench/call_counts.h"

#include <cmath>

namespace hubwatch {

namespace {

QString labelText(const Labels &labels, std::string_view name)
{
    const std::string *value = labelValue(labels, name);
    return value ? QString::fromStdString(*value) : QString();
}

} // namespace

Result<CallCounts> callCountsOf(std::string_view body, TextFormat format, std::string_view calls, TimePoint now)
{
    const Result<Exposition> shown = parseExposition(body, format);
    if (!shown)
        return tl::unexpected(shown.error());
    CallCounts counts;
    bool found = false;
    for (const ExpositionSample &sample : shown->samples) {
        if (sample.series.metric == "process_start_time_seconds" && std::isfinite(sample.value)) {
            const auto began = TimePoint(Duration(std::llround(sample.value * 1000)));
            counts.over = std::max(now - began, Duration::zero());
        }
        if (sample.series.metric != calls || !std::isfinite(sample.value))
            continue;
        found = true;
        const QString status = labelText(sample.series.labels, "status");
        counts.byEndpoint[labelText(sample.series.labels, "endpoint")] += sample.value;
        counts.byStatus[status] += sample.value;
        if (status == u"429")
            counts.rateLimited += sample.value;
    }
    if (!found)
        return fail(
            Error::Kind::Malformed,
            QStringLiteral("no %1 among its metrics").arg(QString::fromUtf8(calls.data(), qsizetype(calls.size()))));
    return counts;
}

void askCallCounts(HttpClient &http, Clock &clock, const CallCountOrder &order, QObject *context,
                   std::function<void(Result<CallCounts>)> reply)
{
    const HttpRequest request{.url = order.metrics, .repeatable = true, .credential = order.credential};
    http.send(
        request, context, [&clock, calls = order.calls, reply = std::move(reply)](const Result<HttpResponse> &answer) {
            if (!answer)
                return reply(tl::unexpected(answer.error()));
            const QByteArray type = answer->header("Content-Type");
            const Result<TextFormat> format = textFormatOf({type.constData(), size_t(type.size())});
            if (!format)
                return reply(tl::unexpected(format.error()));
            reply(callCountsOf({answer->body.constData(), size_t(answer->body.size())}, *format, calls, clock.now()));
        });
}

} // namespace hubwatch
