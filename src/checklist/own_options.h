// How the options of a team's own items are read.
#pragma once

#include "net/http.h"

#include <QString>
#include <optional>

namespace hubwatch {

/// "200", "2xx", "401 or 403", "200, 204".
class StatusPattern
{
public:
    static std::optional<StatusPattern> parse(const QString &text);

    bool matches(int status) const;
    QString text() const { return m_text; }

private:
    QString m_text = {};
    std::vector<QString> m_parts = {}; ///< three characters each, 'x' for any digit
};

std::optional<HttpRequest::Method> ownMethod(const QString &name);
bool isReading(HttpRequest::Method method); ///< GET and HEAD, which may go anywhere
std::optional<double> ownNumber(const QString &text);

} // namespace hubwatch
