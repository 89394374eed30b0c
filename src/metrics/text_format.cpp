#include "metrics/exposition.h"

#include <QLatin1String>
#include <QString>

namespace hubwatch {

Result<TextFormat> textFormatOf(std::string_view contentType)
{
    const QString type = QString::fromLatin1(contentType.data(), qsizetype(contentType.size()))
                             .section(QLatin1Char(';'), 0, 0)
                             .trimmed()
                             .toLower();
    if (type == QLatin1String("application/openmetrics-text"))
        return TextFormat::OpenMetrics;
    if (type == QLatin1String("text/html") || type == QLatin1String("application/xhtml+xml"))
        return fail(Error::Kind::Malformed,
                    QStringLiteral("Content-Type: expected text/plain or application/openmetrics-text, found %1: "
                                   "this is a web page, check the path (often /metrics)")
                        .arg(type));
    if (type == QLatin1String("application/vnd.google.protobuf"))
        return fail(Error::Kind::Malformed,
                    QStringLiteral("Content-Type: expected text/plain or application/openmetrics-text, found %1: "
                                   "let the service answer in text, as it was asked to")
                        .arg(type));
    if (type == QLatin1String("application/json") || type.endsWith(QLatin1String("+json"))
        || type.startsWith(QLatin1String("image/")) || type.startsWith(QLatin1String("multipart/")))
        return fail(Error::Kind::Malformed,
                    QStringLiteral("Content-Type: expected text/plain or application/openmetrics-text, found %1: "
                                   "this address shows no metrics, check the path (often /metrics)")
                        .arg(type));
    return TextFormat::Prometheus;
}

} // namespace hubwatch
