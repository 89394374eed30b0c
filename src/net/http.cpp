#include "net/http.h"

namespace hubwatch {

QByteArray HttpResponse::header(QByteArrayView name) const
{
    return headerValue(headers, name);
}

} // namespace hubwatch
