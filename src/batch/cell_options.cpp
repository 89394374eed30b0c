#include "batch/cell_options.h"

#include "batch/cell_text.h"
#include "batch/name_likeness.h"

#include <QStringList>
#include <algorithm>

namespace hubwatch {

namespace {

constexpr qsizetype mostOptionsListed = 6;

} // namespace

CellOptions::CellOptions(const std::vector<PropertyOption> &options)
    : m_options(options)
{
    std::unordered_map<std::string, int> labels;
    for (const PropertyOption &option : m_options) {
        m_values.emplace(option.value.toStdString(), option.value.toStdString());
        ++labels[std::string(trimmedCell(option.label.toStdString()))];
    }
    for (const PropertyOption &option : m_options) {
        const std::string label(trimmedCell(option.label.toStdString()));
        if (!label.empty() && labels[label] == 1)
            m_values.emplace(label, option.value.toStdString()); // a value of that name stays what it is
    }
}

const std::string *CellOptions::find(std::string_view text) const
{
    const auto found = m_values.find(text);
    return found == m_values.end() ? nullptr : &found->second;
}

QString CellOptions::missText(std::string_view text) const
{
    QStringList listed;
    for (const PropertyOption &option : m_options)
        if (!option.hidden && listed.size() < mostOptionsListed)
            listed += option.value;
    const auto shown = std::ranges::count_if(m_options, [](const PropertyOption &option) { return !option.hidden; });
    QString words = QStringLiteral("none of ") + listed.join(QStringLiteral(", "));
    if (shown > listed.size())
        words += QStringLiteral(" and %1 more").arg(shown - listed.size());
    const QString value = meant(QString::fromUtf8(text.data(), qsizetype(std::min(text.size(), size_t(200)))));
    return value.isEmpty() ? words : words + QStringLiteral("; did you mean \"%1\"?").arg(value);
}

QString CellOptions::meant(const QString &text) const
{
    const QString plain = plainName(text);
    if (plain.isEmpty())
        return {};
    QString best;
    double likeness = sameLikeness;
    for (const PropertyOption &option : m_options) {
        const QString value = plainName(option.value);
        const QString label = plainName(option.label);
        if (plain == value || plain == label || plain == initials(option.label))
            return option.value;
        const double like = std::max(nameLikeness(plain, value), nameLikeness(plain, label));
        if (like >= likeness) {
            best = option.value;
            likeness = like;
        }
    }
    return best;
}

} // namespace hubwatch
