#include "checklist/own_options.h"

#include "metrics/number_text.h"

#include <QRegularExpression>
#include <algorithm>
#include <cmath>

namespace hubwatch {

std::optional<StatusPattern> StatusPattern::parse(const QString &text)
{
    static const QRegularExpression separator(QStringLiteral("\\s*,\\s*|\\s+or\\s+"));
    static const QRegularExpression shape(QStringLiteral("^[1-5](?:[0-9]{2}|[0-9]x|xx)$"));
    StatusPattern pattern;
    pattern.m_text = text.trimmed();
    for (const QString &part : pattern.m_text.toLower().split(separator)) {
        if (!shape.match(part).hasMatch())
            return std::nullopt;
        pattern.m_parts.push_back(part);
    }
    return pattern;
}

bool StatusPattern::matches(int status) const
{
    const QString digits = QString::number(status);
    return std::ranges::any_of(m_parts, [&digits](const QString &part) {
        return std::ranges::equal(part, digits,
                                  [](QChar wanted, QChar got) { return wanted == u'x' || wanted == got; });
    });
}

std::optional<HttpRequest::Method> ownMethod(const QString &name)
{
    using Method = HttpRequest::Method;
    struct Named {
        const char *name;
        Method method;
    };
    constexpr Named methods[] = {{"GET", Method::Get}, {"HEAD", Method::Head},   {"POST", Method::Post},
                                 {"PUT", Method::Put}, {"PATCH", Method::Patch}, {"DELETE", Method::Delete}};
    for (const Named &one : methods)
        if (name == QLatin1StringView(one.name))
            return one.method;
    return std::nullopt;
}

bool isReading(HttpRequest::Method method)
{
    return method == HttpRequest::Method::Get || method == HttpRequest::Method::Head;
}

std::optional<double> ownNumber(const QString &text)
{
    const std::optional<double> number = parseNumber(text.trimmed().toStdString());
    return number && std::isfinite(*number) ? number : std::nullopt;
}

} // namespace hubwatch
