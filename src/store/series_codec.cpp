#include "store/series_codec.h"

#include "store/varint.h"

namespace hubwatch {

namespace {

void appendSeriesText(QByteArray &bytes, const std::string &text)
{
    appendVarint(bytes, text.size());
    bytes.append(text.data(), qsizetype(text.size()));
}

std::optional<std::string> takeSeriesText(std::span<const std::uint8_t> &rest)
{
    const auto length = takeVarint(rest);
    if (!length || *length > rest.size())
        return std::nullopt;
    std::string text(reinterpret_cast<const char *>(rest.data()), size_t(*length));
    rest = rest.subspan(size_t(*length));
    return text;
}

} // namespace

QByteArray encodedSeries(const SeriesId &id)
{
    QByteArray bytes;
    appendSeriesText(bytes, id.metric);
    for (const Label &label : id.labels) {
        appendSeriesText(bytes, label.name);
        appendSeriesText(bytes, label.value);
    }
    return bytes;
}

std::optional<SeriesId> decodedSeries(QByteArrayView bytes)
{
    std::span<const std::uint8_t> rest = octets(bytes);
    auto metric = takeSeriesText(rest);
    if (!metric)
        return std::nullopt;
    SeriesId id{.metric = std::move(*metric)};
    while (!rest.empty()) {
        auto name = takeSeriesText(rest);
        auto value = takeSeriesText(rest);
        if (!name || !value)
            return std::nullopt;
        id.labels.push_back({std::move(*name), std::move(*value)});
    }
    return id;
}

} // namespace hubwatch
