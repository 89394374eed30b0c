#include "metrics/lint_family.h"

#include "metrics/type_text.h"

#include <algorithm>
#include <array>

namespace hubwatch {

namespace {

QString familyWords(MetricType type, std::string_view name, int line)
{
    const std::string_view word = metricTypeText(type);
    const QString kind = type == MetricType::Unknown ? QStringLiteral("metric family")
                                                     : QString::fromLatin1(word.data(), qsizetype(word.size()));
    return QStringLiteral("the %1 %2 of line %3").arg(kind, lintQuoted(name)).arg(line);
}

bool hasNoUnit(MetricType type)
{
    return type == MetricType::Info || type == MetricType::StateSet;
}

QString noUnitText()
{
    return QStringLiteral("an info or stateset has no unit: remove the UNIT line");
}

/// Whether a sample of any type may end so.
bool isAnySuffix(std::string_view suffix)
{
    constexpr std::array<std::string_view, 9> suffixes
        = {"", "_total", "_created", "_count", "_sum", "_bucket", "_gcount", "_gsum", "_info"};
    return std::ranges::find(suffixes, suffix) != suffixes.end();
}

std::string_view kindWord(LintMetadata::Kind kind)
{
    switch (kind) {
    case LintMetadata::Kind::Type: return "TYPE";
    case LintMetadata::Kind::Help: return "HELP";
    case LintMetadata::Kind::Unit: return "UNIT";
    }
    Q_UNREACHABLE();
}

} // namespace

void FamilyLint::metadata(const LintLine &line, const LintMetadata &metadata)
{
    if (!m_family || m_family->name != metadata.family)
        open(line, metadata.family);
    Family &family = *m_family;
    const std::string_view word = kindWord(metadata.kind);
    if (family.hasSamples)
        return m_log.error(line, line.begin(),
                           QStringLiteral("metadata stands before the samples: move this line to line %1")
                               .arg(family.first.line.number));
    std::optional<int> &before = metadata.kind == LintMetadata::Kind::Type ? family.typeLine
        : metadata.kind == LintMetadata::Kind::Help                        ? family.helpLine
                                                                           : family.unitLine;
    if (before)
        return m_log.error(line, line.begin(),
                           QStringLiteral("a second %1 line of %2, the first is line %3: keep one")
                               .arg(QString::fromLatin1(word.data(), qsizetype(word.size())), lintQuoted(family.name))
                               .arg(*before));
    before = line.number;
    if (metadata.kind == LintMetadata::Kind::Type)
        readType(line, metadata);
    if (metadata.kind == LintMetadata::Kind::Unit)
        readUnit(line, metadata);
}

void FamilyLint::sample(const LintLine &line, const LintSample &sample)
{
    if (!suffixOf(sample.name) && !openFor(line, sample.name))
        return;
    m_family->hasSamples = true;
    if (m_family->isPuzzling)
        return;
    place(line,
          {.sample = sample,
           .family = m_family->name,
           .suffix = suffixOf(sample.name).value_or(std::string_view()),
           .type = m_family->type});
}

void FamilyLint::finish()
{
    close();
}

void FamilyLint::open(const LintLine &line, std::string_view name)
{
    close();
    m_family = Family{.name = std::string(name), .first = {.line = line, .at = line.begin()}};
    if (const auto known = m_families.find(m_family->name); known != m_families.end()) {
        m_log.error(line, line.begin(),
                    QStringLiteral("%1 is over: move this line there, the lines of a family stand together")
                        .arg(familyWords(known->second.type, name, known->second.line)));
        // What it may expose is said there, and what it exposes here is judged no further.
        m_family->isPuzzling = true;
    }
    if (name.starts_with('_'))
        m_log.error(line, name.data(),
                    QStringLiteral("names that begin with \"_\" are reserved: rename %1").arg(lintQuoted(name)));
}

/// Claims the names of the family's samples; another family that could expose one of them clashes.
void FamilyLint::close()
{
    m_point.finish();
    m_metrics.clear();
    m_metric.reset();
    if (!m_family)
        return;
    const Family family = *std::exchange(m_family, std::nullopt);
    const Claim claim{.family = family.name, .type = family.type, .line = family.first.line.number};
    m_families.emplace(family.name, claim);
    if (family.isPuzzling)
        return;
    bool isClashing = false;
    for (const std::string_view suffix : sampleSuffixes(family.type)) {
        const std::string name = family.name + std::string(suffix);
        const auto [known, isNew] = m_claims.emplace(name, claim);
        if (isNew || isClashing)
            continue;
        isClashing = true;
        m_log.error(family.first,
                    QStringLiteral("both %1 and %2 can expose a sample %3: rename one of them")
                        .arg(lintQuoted(family.name),
                             familyWords(known->second.type, known->second.family, known->second.line),
                             lintQuoted(name)));
    }
}

void FamilyLint::readType(const LintLine &line, const LintMetadata &metadata)
{
    const std::optional<MetricType> type = metricTypeOf(metadata.text, TextFormat::OpenMetrics);
    if (!type) {
        m_family->isPuzzling = true;
        const QString hint = metadata.text == "untyped" ? QStringLiteral(": OpenMetrics calls it unknown") : QString();
        return m_log.error(
            line, metadata.text.data(),
            QStringLiteral("expected counter, gauge, histogram, gaugehistogram, summary, info, stateset or "
                           "unknown, found %1%2")
                .arg(lintQuoted(metadata.text), hint));
    }
    m_family->type = *type;
    if (m_family->hasUnit && hasNoUnit(*type))
        m_log.error(line, metadata.text.data(), noUnitText());
}

void FamilyLint::readUnit(const LintLine &line, const LintMetadata &metadata)
{
    m_family->hasUnit = !metadata.text.empty();
    if (!m_family->hasUnit)
        return;
    if (!m_family->name.ends_with("_" + std::string(metadata.text)))
        m_log.error(
            line, metadata.text.data(),
            QStringLiteral("the unit must be the end of the family's name: expected a name such as %1, found %2")
                .arg(lintQuoted(m_family->name + "_" + std::string(metadata.text)), lintQuoted(m_family->name)));
    if (hasNoUnit(m_family->type))
        m_log.error(line, metadata.text.data(), noUnitText());
}

/// What of `sample` stands behind the name of the open family, when it can be a sample of it.
std::optional<std::string_view> FamilyLint::suffixOf(std::string_view sample) const
{
    if (!m_family || !sample.starts_with(m_family->name))
        return std::nullopt;
    const std::string_view suffix = sample.substr(m_family->name.size());
    if (m_family->isPuzzling && isAnySuffix(suffix))
        return suffix;
    for (const std::string_view known : sampleSuffixes(m_family->type))
        if (known == suffix)
            return suffix;
    return std::nullopt;
}

/// Opens a family of unknown type for a sample without metadata. False, and said why, when its name is another's.
bool FamilyLint::openFor(const LintLine &line, std::string_view sample)
{
    if (m_family && m_family->name == sample) {
        const bool isDoubled = m_family->type == MetricType::Counter && sample.ends_with("_total");
        const QString remedy = isDoubled
            ? QStringLiteral("; or name the family %1").arg(lintQuoted(sample.substr(0, sample.size() - 6)))
            : QString();
        const std::string_view word = metricTypeText(m_family->type);
        m_log.error(line, sample.data(),
                    QStringLiteral("a sample of the %1 %2 must be named %3%4")
                        .arg(QString::fromLatin1(word.data(), qsizetype(word.size())), lintQuoted(sample),
                             sampleNames(sample, m_family->type), remedy));
        m_family->hasSamples = true;
        m_point.excuse();
        return false;
    }
    const auto claimed = m_claims.find(std::string(sample));
    if (claimed != m_claims.end() && claimed->second.family != sample) {
        m_log.error(line, sample.data(),
                    QStringLiteral("%1 is over: move this sample of it there, the lines of a family stand together")
                        .arg(familyWords(claimed->second.type, claimed->second.family, claimed->second.line)));
        return false;
    }
    open(line, sample);
    return true;
}

/// Finds the metric and the MetricPoint that the sample belongs to.
void FamilyLint::place(const LintLine &line, const FamilySample &sample)
{
    std::string key = labelKey(sample.sample.labels, sample.typeLabel());
    const Moment now = sample.sample.at ? Moment(sample.sample.at->text) : std::nullopt;
    const auto [known, isNew] = m_metrics.try_emplace(key, now);
    const bool isSame = m_metric && *m_metric == key;
    // Which labels of an info are its metric's and which its value's cannot be told, so two of them may be one metric.
    const bool isInterleaved = !isSame && !isNew && sample.type != MetricType::Info;
    bool startsPoint = true;
    if (isInterleaved)
        m_log.error(line, line.begin(),
                    QStringLiteral("samples of another metric stand between this one and those with the same labels: "
                                   "move it there"));
    else if (!isNew)
        startsPoint = isNewPoint(line, sample, known->second);
    known->second = now;
    if (startsPoint || !isSame) {
        m_point.finish();
        m_metric = std::move(key);
        m_point.begin(line, sample);
        if (isInterleaved)
            m_point.excuse();
    }
    if (!startsPoint && !isSame) // an info that comes back at the same moment
        m_log.error(line, line.begin(), QStringLiteral("the same info stands twice: keep one"));
    m_point.add(line, sample);
}

/// Whether the sample is later than the metric's sample before it.
bool FamilyLint::isNewPoint(const LintLine &line, const FamilySample &sample, const Moment &before)
{
    const std::optional<LintNumber> &now = sample.sample.at;
    if (now.has_value() != before.has_value()) {
        const char *const at = now ? now->text.data() : line.end();
        m_log.error(line, at,
                    QStringLiteral("either all samples of a metric have a timestamp or none: %1 here")
                        .arg(now ? QStringLiteral("remove it") : QStringLiteral("one is missing")));
        return false;
    }
    if (!now)
        return false;
    const std::strong_ordering order = compareDecimals(*before, now->text);
    if (order == std::strong_ordering::greater) {
        m_log.error(line, now->text.data(),
                    QStringLiteral("the timestamps of a metric must increase: expected more than %1, found %2")
                        .arg(lintQuoted(*before), lintQuoted(now->text)));
        return true;
    }
    return order == std::strong_ordering::less;
}

} // namespace hubwatch
