// Labels and SeriesId: what names a series, as in Prometheus.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hubwatch {

struct Label {
    std::string name = {};
    std::string value = {}; ///< UTF-8, unescaped

    bool operator==(const Label &) const = default;
};

/// Sorted by name, no duplicates, without __name__.
using Labels = std::vector<Label>;

/// One time series of one target.
struct SeriesId {
    std::string metric = {};
    Labels labels = {};

    bool operator==(const SeriesId &) const = default;
};

struct SeriesIdHash {
    size_t operator()(const SeriesId &id) const;
};

/// The label's value, or nullptr when the series does not carry it.
const std::string *labelValue(const Labels &labels, std::string_view name);

/// `name{a="b",c="d"}` with the text format's escapes; `name` alone without labels.
std::string seriesText(const SeriesId &id);

} // namespace hubwatch
