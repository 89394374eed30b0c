#include "metrics/lint_sample.h"

#include "metrics/label_text.h"

#include <algorithm>
#include <unordered_set>

namespace hubwatch {

const LintLabel *findLabel(const std::vector<LintLabel> &labels, std::string_view name)
{
    const auto found = std::ranges::find(labels, name, &LintLabel::name);
    return found == labels.end() ? nullptr : &*found;
}

std::string labelKey(const std::vector<LintLabel> &labels, std::string_view apart)
{
    std::vector<const LintLabel *> sorted;
    for (const LintLabel &label : labels)
        if (label.name != apart)
            sorted.push_back(&label);
    std::ranges::sort(sorted, {}, [](const LintLabel *label) { return label->name; });
    constexpr char separator = '\xff'; // never part of UTF-8, so no two sets share a key
    std::string key;
    for (const LintLabel *label : sorted) {
        key += label->name;
        key += separator;
        if (label->value.find('\\') == std::string_view::npos)
            key += label->value;
        else
            key += unescapedLabelValue(label->value);
        key += separator;
    }
    return key;
}

const LintLabel *repeatedLabel(const std::vector<LintLabel> &labels)
{
    constexpr size_t few = 16; // as many as are compared faster than hashed
    if (labels.size() <= few) {
        for (auto label = labels.begin(); label != labels.end(); ++label)
            if (std::any_of(labels.begin(), label,
                            [label](const LintLabel &other) { return other.name == label->name; }))
                return &*label;
        return nullptr;
    }
    std::unordered_set<std::string_view> names;
    const auto repeated
        = std::ranges::find_if(labels, [&names](const LintLabel &label) { return !names.insert(label.name).second; });
    return repeated == labels.end() ? nullptr : &*repeated;
}

} // namespace hubwatch
