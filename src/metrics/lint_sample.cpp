#include "metrics/lint_sample.h"

#include "metrics/label_text.h"

#include <algorithm>

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

bool repeatsLabel(const std::vector<LintLabel> &labels)
{
    return std::any_of(labels.begin(), labels.end() - 1,
                       [&labels](const LintLabel &label) { return label.name == labels.back().name; });
}

} // namespace hubwatch
