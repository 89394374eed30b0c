#include "metrics/exposition_scanner.h"
#include "metrics/label_text.h"
#include "metrics/metric_name.h"

#include <algorithm>

namespace hubwatch {

bool ExpositionScanner::readLabels(std::vector<LabelText> &labels)
{
    const bool isLoose = m_format == TextFormat::Prometheus;
    while (true) {
        if (!readPlainLabel(labels)) {
            if (isLoose)
                skipBlanks();
            if (m_at != m_end && *m_at == '}') {
                ++m_at;
                return true;
            }
            if (!readLabel(labels))
                return false;
        }
        if (isLoose)
            skipBlanks();
        if (m_at != m_end && *m_at == ',')
            ++m_at;
        else if (!isLoose && (m_at == m_end || *m_at != '}')) // the older format's parser does without commas
            return fail(m_at, QStringLiteral("expected \",\" or \"}\", found %1").arg(found(m_at)));
    }
}

/// Takes the common case, `name="plain value"`, in one go; leaves everything else where it stands.
bool ExpositionScanner::readPlainLabel(std::vector<LabelText> &labels)
{
    const char *at = m_at;
    if (at == m_end || !isNameByte(*at, LabelStart))
        return false;
    while (at != m_end && isNameByte(*at, LabelPart))
        ++at;
    if (m_end - at < 2 || at[0] != '=' || at[1] != '"')
        return false;
    const char *const value = at + 2;
    const char *const stop = plainTextEnd(value, m_end);
    if (stop == m_end || *stop != '"')
        return false;
    labels.push_back(
        {.name = std::string_view(m_at, size_t(at - m_at)), .value = std::string_view(value, size_t(stop - value))});
    m_at = stop + 1;
    return true;
}

bool ExpositionScanner::readLabel(std::vector<LabelText> &labels)
{
    const bool isLoose = m_format == TextFormat::Prometheus;
    if (m_at == m_end || !isNameByte(*m_at, LabelStart))
        return fail(m_at, QStringLiteral("expected a label name or \"}\", found %1").arg(found(m_at)));
    const char *const nameEnd = labelNameEnd(m_at, m_end);
    LabelText label{.name = std::string_view(m_at, size_t(nameEnd - m_at))};
    m_at = nameEnd;
    if (isLoose)
        skipBlanks();
    if (m_at == m_end || *m_at != '=')
        return fail(m_at,
                    QStringLiteral("expected \"=\" after label %1, found %2").arg(quotedText(label.name), found(m_at)));
    ++m_at;
    if (isLoose)
        skipBlanks();
    if (!readLabelValue(label))
        return false;
    labels.push_back(label);
    return true;
}

bool ExpositionScanner::readLabelValue(LabelText &label)
{
    if (m_at == m_end || *m_at != '"')
        return fail(
            m_at,
            QStringLiteral("expected a quoted value of label %1, found %2").arg(quotedText(label.name), found(m_at)));
    const char *const open = m_at;
    const char *at = open + 1;
    bool isAscii = true;
    while (true) {
        at = plainTextEnd(at, m_end);
        if (at != m_end && *at == '"')
            break;
        const bool isEscape = at != m_end && *at == '\\';
        if (isEscape)
            label.isEscaped = true;
        // A bare newline is allowed by the older format's parser, an escaped one by none.
        const bool isBareNewline = at != m_end && *at == '\n' && m_format == TextFormat::OpenMetrics;
        if (at == m_end || isBareNewline || (isEscape && (at + 1 == m_end || at[1] == '\n')))
            return fail(open, QStringLiteral("the value of label %1 has no closing quote").arg(quotedText(label.name)));
        isAscii = isAscii && static_cast<unsigned char>(*at) < 0x80;
        if (isEscape)
            isAscii = isAscii && static_cast<unsigned char>(at[1]) < 0x80;
        at += isEscape ? 2 : 1;
    }
    label.value = std::string_view(open + 1, size_t(at - open - 1));
    m_at = at + 1;
    if (!isAscii && !isUtf8(label.value))
        return fail(open, QStringLiteral("the value of label %1 is not UTF-8").arg(quotedText(label.name)));
    return true;
}

Labels sortedLabels(std::vector<LabelText> &labels)
{
    if (!std::ranges::is_sorted(labels, {}, &LabelText::name))
        std::ranges::sort(labels, {}, &LabelText::name);
    Labels sorted;
    sorted.reserve(labels.size());
    for (const LabelText &label : labels)
        if (!label.value.empty() && (sorted.empty() || sorted.back().name != label.name))
            sorted.push_back({std::string(label.name),
                              label.isEscaped ? unescapedLabelValue(label.value) : std::string(label.value)});
    return sorted;
}

bool readSeries(ExpositionScanner &scanner, SeriesId &series)
{
    std::vector<LabelText> &labels = scanner.entry().labels;
    series.labels = sortedLabels(labels);
    series.metric = scanner.entry().metric;
    // Equal names are neighbours now; the one that stands later in the body is to blame.
    for (size_t i = 0; i < labels.size(); ++i) {
        const char *repeated = labels[i].name == "__name__" ? labels[i].name.data() : nullptr;
        if (i > 0 && labels[i - 1].name == labels[i].name)
            repeated = std::max(labels[i - 1].name.data(), labels[i].name.data());
        if (repeated)
            return scanner.fail(
                repeated, QStringLiteral("expected each label once, found %1 again").arg(scanner.found(repeated)));
    }
    return true;
}

} // namespace hubwatch
