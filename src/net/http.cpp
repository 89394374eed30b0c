#include "net/http.h"

namespace hubwatch {

QByteArray HttpResponse::header(QByteArrayView name) const
{
    for (const HttpHeader &header : headers) {
        if (header.name.compare(name, Qt::CaseInsensitive) == 0)
            return header.value;
    }
    return {};
}

} // namespace hubwatch
