// HttpHeader: one header of a request or an answer.
#pragma once

#include <QByteArray>
#include <vector>

namespace hubwatch {

struct HttpHeader {
    QByteArray name = {};
    QByteArray value = {};

    bool operator==(const HttpHeader &) const = default;
};

/// The value of the first header of that name, compared without case; empty when absent.
QByteArray headerValue(const std::vector<HttpHeader> &headers, QByteArrayView name);

} // namespace hubwatch
