#include "metrics/labels.h"

#include <algorithm>
#include <functional>

namespace hubwatch {

namespace {

size_t mixed(size_t seed, std::string_view text)
{
    constexpr size_t golden = 0x9e3779b97f4a7c15;
    return seed ^ (std::hash<std::string_view>()(text) + golden + (seed << 6) + (seed >> 2));
}

void appendEscaped(std::string &text, std::string_view value)
{
    for (const char c : value) {
        switch (c) {
        case '\\': text += "\\\\"; break;
        case '"': text += "\\\""; break;
        case '\n': text += "\\n"; break;
        default: text += c;
        }
    }
}

} // namespace

size_t SeriesIdHash::operator()(const SeriesId &id) const
{
    size_t seed = mixed(0, id.metric);
    for (const Label &label : id.labels)
        seed = mixed(mixed(seed, label.name), label.value);
    return seed;
}

const std::string *labelValue(const Labels &labels, std::string_view name)
{
    const auto found = std::ranges::find(labels, name, &Label::name);
    return found == labels.end() ? nullptr : &found->value;
}

std::string seriesText(const SeriesId &id)
{
    if (id.labels.empty())
        return id.metric;
    std::string text = id.metric + '{';
    for (const Label &label : id.labels) {
        if (text.back() != '{')
            text += ',';
        text += label.name + "=\"";
        appendEscaped(text, label.value);
        text += '"';
    }
    return text + '}';
}

} // namespace hubwatch
