// The bytes of a series' name and labels.
#pragma once

#include "metrics/labels.h"

#include <QByteArray>
#include <optional>

namespace hubwatch {

QByteArray encodedSeries(const SeriesId &id);
/// nullopt when the bytes are no series.
std::optional<SeriesId> decodedSeries(QByteArrayView bytes);

} // namespace hubwatch
