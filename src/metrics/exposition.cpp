#include "metrics/exposition.h"

#include "metrics/exposition_scanner.h"
#include "metrics/family_names.h"
#include "metrics/label_text.h"

namespace hubwatch {

namespace {

using Kind = ExpositionScanner::Kind;

std::optional<Exemplar> exemplarOf(ScannedEntry &entry)
{
    if (!entry.hasExemplar)
        return std::nullopt;
    return Exemplar{
        .labels = sortedLabels(entry.exemplarLabels), .value = entry.exemplarValue, .timestamp = entry.exemplarAt};
}

std::string helpOf(std::string_view text, TextFormat format)
{
    return format == TextFormat::OpenMetrics ? unescapedLabelValue(text) : unescapedHelp(text);
}

/// Families are known only when the whole body was read, since a TYPE may follow its samples.
void assignFamilies(std::vector<ExpositionSample> &samples, FamilyNames &names)
{
    const ExpositionSample *before = nullptr;
    for (ExpositionSample &sample : samples) {
        if (before && before->series.metric == sample.series.metric) {
            sample.family = before->family;
        } else {
            const std::uint32_t family = names.familyOf(sample.series.metric);
            sample.family = family < names.families().size() ? family : names.declare(sample.series.metric);
        }
        before = &sample;
    }
}

} // namespace

Result<Exposition> parseExposition(std::string_view body, TextFormat format, const ScrapeLimits &limits)
{
    if (qsizetype(body.size()) > limits.bytes)
        return tl::unexpected(tooManyBytes(body.size(), limits));

    Exposition exposition;
    FamilyNames names;
    ExpositionScanner scanner(body, format);
    ScannedEntry &entry = scanner.entry();
    while (true) {
        switch (scanner.next()) {
        case Kind::Sample: {
            ExpositionSample sample{.value = entry.value, .at = entry.at, .exemplar = exemplarOf(entry)};
            if (exposition.samples.size() == limits.series)
                scanner.fail(entry.begin, tooManySeries(limits));
            else if (readSeries(scanner, sample.series))
                exposition.samples.push_back(std::move(sample));
            break;
        }
        case Kind::Type: names[names.declare(entry.metric)].type = entry.type; break;
        case Kind::Help: names[names.declare(entry.metric)].help = helpOf(entry.text, format); break;
        case Kind::Unit: names[names.declare(entry.metric)].unit = entry.text; break;
        case Kind::Comment: break;
        case Kind::End:
            assignFamilies(exposition.samples, names);
            exposition.families = names.take();
            return exposition;
        case Kind::Broken: return tl::unexpected(scanner.error());
        }
    }
}

} // namespace hubwatch
