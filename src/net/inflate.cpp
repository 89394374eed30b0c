#include "net/inflate.h"

#include <algorithm>
#include <zlib.h>

namespace hubwatch {

namespace {

constexpr qint64 firstGuess = 64 * 1024;
constexpr int gzipOnly = 16 + MAX_WBITS; ///< zlib's way to say: a gzip header, nothing else

Error notGzip(const char *reason)
{
    return {.kind = Error::Kind::Malformed,
            .detail = QStringLiteral("the body is not the gzip its Content-Encoding promises: %1")
                          .arg(QString::fromLatin1(reason ? reason : "no reason given"))};
}

} // namespace

Error tooLarge(qint64 maxBytes)
{
    constexpr double megabyte = 1e6;
    return {.kind = Error::Kind::Malformed,
            .detail = QStringLiteral("answer larger than %1 MB decoded").arg(double(maxBytes) / megabyte)};
}

struct Inflate::Private {
    z_stream stream = {};
    QByteArray body = {}; ///< its size is room; `used` of it is filled
    qint64 used = 0;
    qint64 maxBytes = 0;
    bool atEnd = false; ///< a member has ended and no other has begun
    std::optional<Error> failure = {};

    ~Private() { inflateEnd(&stream); }

    Result<void> failed(Error error)
    {
        failure = std::move(error);
        body.clear();
        return tl::unexpected(*failure);
    }

    // One byte beyond the cap tells a body that fills it from one that exceeds it.
    void grow() { body.resize(std::min(maxBytes + 1, std::max<qint64>(firstGuess, qint64(body.size()) * 2))); }
};

Inflate::Inflate(qint64 maxBytes)
    : d(std::make_unique<Private>())
{
    d->maxBytes = maxBytes;
    if (inflateInit2(&d->stream, gzipOnly) != Z_OK)
        d->failure = notGzip("out of memory");
}

Inflate::~Inflate() = default;
Inflate::Inflate(Inflate &&) noexcept = default;
Inflate &Inflate::operator=(Inflate &&) noexcept = default;

Result<void> Inflate::add(QByteArrayView piece)
{
    if (d->failure)
        return tl::unexpected(*d->failure);
    z_stream &stream = d->stream;
    // zlib does not write through next_in; its type lacks the const unless ZLIB_CONST is set for the whole build.
    stream.next_in = const_cast<Bytef *>(reinterpret_cast<const Bytef *>(piece.data()));
    stream.avail_in = uInt(piece.size());
    while (stream.avail_in > 0) {
        if (d->atEnd) {
            inflateReset(&stream);
            d->atEnd = false;
        }
        int outcome = Z_OK;
        do {
            if (d->used == d->body.size())
                d->grow();
            stream.next_out = reinterpret_cast<Bytef *>(d->body.data() + d->used);
            stream.avail_out = uInt(d->body.size() - d->used);
            const uInt room = stream.avail_out;
            outcome = inflate(&stream, Z_NO_FLUSH);
            d->used += room - stream.avail_out;
            if (d->used > d->maxBytes)
                return d->failed(tooLarge(d->maxBytes));
            // Input may be used up while output still waits inside: a full buffer means to ask again.
        } while (outcome == Z_OK && stream.avail_out == 0);
        if (outcome == Z_STREAM_END)
            d->atEnd = true;
        else if (outcome != Z_OK && outcome != Z_BUF_ERROR)
            return d->failed(notGzip(stream.msg));
    }
    return {};
}

Result<QByteArray> Inflate::finish()
{
    if (d->failure)
        return tl::unexpected(*d->failure);
    if (!d->atEnd) {
        d->failure
            = Error{.kind = Error::Kind::Malformed,
                    .detail = QStringLiteral("the gzip body ends in the middle, after %1 decoded bytes").arg(d->used)};
        return tl::unexpected(*d->failure);
    }
    d->body.resize(d->used);
    return std::move(d->body);
}

} // namespace hubwatch
