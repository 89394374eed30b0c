// Inflate: undoes gzip piece by piece, and stops where the result grows too large.
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <memory>

namespace hubwatch {

/// Decodes one gzip body as its pieces arrive; bodies of several members, as RFC 1952 allows, are one body.
///
/// Never holds more than `maxBytes` of output, so a bomb costs no more than an honest body. Once it has failed it stays
/// failed.
class Inflate
{
public:
    explicit Inflate(qint64 maxBytes);
    ~Inflate();
    Inflate(Inflate &&) noexcept;
    Inflate &operator=(Inflate &&) noexcept;

    /// Decodes one more piece. Malformed when it is not gzip or the body grows beyond the cap.
    Result<void> add(QByteArrayView piece);

    /// The decoded body, once all pieces are in. Malformed when the stream is not at its end.
    Result<QByteArray> finish();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// "answer larger than 10 MB decoded": what every cap on bodies says.
Error tooLarge(qint64 maxBytes);

} // namespace hubwatch
