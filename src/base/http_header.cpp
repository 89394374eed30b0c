#include "base/http_header.h"

namespace hubwatch {

QByteArray headerValue(const std::vector<HttpHeader> &headers, QByteArrayView name)
{
    for (const HttpHeader &header : headers) {
        if (header.name.compare(name, Qt::CaseInsensitive) == 0)
            return header.value;
    }
    return {};
}

} // namespace hubwatch
