#include "metrics/exposition_scanner.h"
#include "metrics/label_text.h"

#include <algorithm>

namespace hubwatch {

Labels sortedLabels(const std::vector<LabelText> &labels)
{
    Labels sorted;
    sorted.reserve(labels.size());
    for (const LabelText &label : labels)
        if (!label.value.empty())
            sorted.push_back({std::string(label.name),
                              label.isEscaped ? unescapedLabelValue(label.value) : std::string(label.value)});
    if (!std::ranges::is_sorted(sorted, {}, &Label::name))
        std::ranges::stable_sort(sorted, {}, &Label::name);
    return sorted;
}

bool readSeries(ExpositionScanner &scanner, SeriesId &series)
{
    const ScannedEntry &entry = scanner.entry();
    for (auto label = entry.labels.begin(); label != entry.labels.end(); ++label) {
        const bool isRepeated = std::find_if(entry.labels.begin(), label,
                                             [&label](const LabelText &other) { return other.name == label->name; })
            != label;
        if (isRepeated || label->name == "__name__")
            return scanner.fail(
                label->name.data(),
                QStringLiteral("expected each label once, found %1 again").arg(scanner.found(label->name.data())));
    }
    series.metric = entry.metric;
    series.labels = sortedLabels(entry.labels);
    return true;
}

} // namespace hubwatch
