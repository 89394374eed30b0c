#include "net/served_request.h"

#include <QList>
#include <algorithm>

namespace hubwatch {

namespace {

constexpr qsizetype longestChunkLine = 1024;

ReadRequest refused(int status, QByteArray why)
{
    return {.refusal = status, .why = std::move(why)};
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
    });
}

bool says(const QByteArray &value, QByteArrayView word)
{
    return value.compare(word, Qt::CaseInsensitive) == 0;
}

/// The request line and the headers, or a refusal.
ReadRequest readHead(QByteArrayView head)
{
    ServedRequest request;
    const QList<QByteArray> lines = head.toByteArray().replace("\r\n", "\n").split('\n');
    const QList<QByteArray> words = lines.front().split(' ');
    if (words.size() != 3 || !isToken(words[0]) || !words[1].startsWith('/') || !words[2].startsWith("HTTP/1."))
        return refused(400, "expected a request line such as GET /metrics HTTP/1.1");
    request.method = words[0];
    request.oldHttp = words[2] == "HTTP/1.0";
    const qsizetype mark = words[1].indexOf('?');
    request.path = mark < 0 ? words[1] : words[1].left(mark);
    request.query = mark < 0 ? QByteArray() : words[1].mid(mark + 1);
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        if (colon < 1 || !isToken(line.left(colon)))
            return refused(400, "expected a header such as Host: localhost");
        request.headers.push_back({line.left(colon), line.mid(colon + 1).trimmed()});
    }
    const QByteArray connection = request.header("Connection");
    request.isLast = says(connection, "close") || (request.oldHttp && !says(connection, "keep-alive"));
    return {.request = request};
}

/// Undoes the chunks behind the head; `used` counts them with their trailers.
ReadRequest readChunks(QByteArrayView bytes, const RequestCaps &caps)
{
    ServedRequest part;
    qsizetype at = 0;
    while (true) {
        const qsizetype end = bytes.indexOf("\r\n", at);
        if ((end < 0 ? bytes.size() : end) - at > longestChunkLine)
            return refused(400, "a chunk's size is longer than a line may be");
        if (end < 0)
            return {};
        bool ok = false;
        const QByteArray size = bytes.sliced(at, end - at).toByteArray().split(';').front().trimmed();
        const qlonglong length = size.toLongLong(&ok, 16);
        if (!ok || length < 0 || size.startsWith('+'))
            return refused(400, "expected the size of a chunk in hexadecimal");
        at = end + 2;
        if (length == 0)
            break;
        if (length > caps.body - part.body.size())
            return refused(413, "the body is larger than this server reads");
        if (bytes.size() - at < length + 2)
            return {};
        part.body += bytes.sliced(at, length);
        at += length;
        if (bytes.sliced(at, 2) != "\r\n")
            return refused(400, "a chunk is longer than it says");
        at += 2;
    }
    while (true) { // trailers, which mean nothing to us
        const qsizetype end = bytes.indexOf("\r\n", at);
        if (end < 0)
            return bytes.size() - at > caps.head ? refused(431, "the trailers are too long") : ReadRequest{};
        const bool last = end == at;
        at = end + 2;
        if (last)
            return {.request = part, .used = at};
    }
}

} // namespace

ReadRequest readRequest(QByteArrayView bytes, const RequestCaps &caps)
{
    qsizetype start = 0;
    while (bytes.sliced(start).startsWith("\r\n")) // empty lines before a request are allowed for
        start += 2;
    const qsizetype end = bytes.indexOf("\r\n\r\n", start);
    if ((end < 0 ? bytes.size() : end) - start > caps.head)
        return refused(431, "the head is longer than this server reads");
    if (end < 0)
        return {};
    ReadRequest read = readHead(bytes.sliced(start, end - start));
    if (!read.request)
        return read;
    const qsizetype behind = end + 4;
    const QByteArray coding = read.request->header("Transfer-Encoding");
    const QByteArray length = read.request->header("Content-Length");
    if (!coding.isEmpty()) {
        if (!says(coding, "chunked") || !length.isEmpty())
            return refused(400, "expected Transfer-Encoding: chunked, or a Content-Length");
        const ReadRequest chunks = readChunks(bytes.sliced(behind), caps);
        if (!chunks.request)
            return chunks;
        read.request->body = chunks.request->body;
        read.used = behind + chunks.used;
        return read;
    }
    bool ok = true;
    const qlonglong size = length.isEmpty() ? 0 : length.toLongLong(&ok);
    if (!ok || size < 0 || length.startsWith('+'))
        return refused(400, "expected a number in Content-Length");
    if (size > caps.body)
        return refused(413, "the body is larger than this server reads");
    if (bytes.size() - behind < size)
        return {};
    read.request->body = bytes.sliced(behind, size).toByteArray();
    read.used = behind + size;
    return read;
}

QByteArray nameOfHost(QByteArrayView host)
{
    const qsizetype bracket = host.indexOf(']');
    const qsizetype colon = host.indexOf(':', std::max<qsizetype>(bracket, 0));
    const QByteArrayView name = colon < 0 ? host : host.first(colon);
    const QByteArrayView port = colon < 0 ? QByteArrayView() : host.sliced(colon + 1);
    const bool digits = std::ranges::all_of(port, [](char c) { return c >= '0' && c <= '9'; });
    return digits ? name.toByteArray() : QByteArray();
}

bool isOwnHost(QByteArrayView host)
{
    const QByteArray name = nameOfHost(host);
    return name.compare("localhost", Qt::CaseInsensitive) == 0 || name == "127.0.0.1" || name == "[::1]";
}

} // namespace hubwatch
