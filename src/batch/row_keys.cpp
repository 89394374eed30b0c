#include "batch/row_keys.h"

#include "batch/count_text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace hubwatch {

namespace {

constexpr qsizetype mostOfKey = 80;

std::string_view trimmedKey(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blanks);
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

bool isUniqueProperty(const QString &property, const JobSpec &spec, std::span<const PropertyDefinition> definitions)
{
    if (property == u"email" && spec.object == u"contacts")
        return true; // unique, though its definition does not say so
    const auto found = std::ranges::find(definitions, property, &PropertyDefinition::name);
    return found != definitions.end() && found->isUnique;
}

} // namespace

RowKeys::RowKeys(const JobSpec &spec, const QStringList &header, std::span<const PropertyDefinition> definitions,
                 std::uint64_t seed)
    : m_seen(seed)
    , m_name(spec.idProperty.isEmpty() ? u"record id"_s : spec.idProperty)
{
    if (spec.operation == JobOperation::Associate || spec.operation == JobOperation::Dissociate) {
        m_to = header.indexOf(spec.toColumn);
        m_name = u"pair"_s;
    }
    if (spec.operation != JobOperation::Create)
        return;
    for (const ColumnMapping &mapping : spec.mapping) {
        if (!isUniqueProperty(mapping.property, spec, definitions))
            continue;
        m_unique = header.indexOf(mapping.column);
        m_name = mapping.property;
        m_lower = mapping.property == u"email";
        return;
    }
}

std::optional<RowFault> RowKeys::twice(std::int64_t row, std::span<const std::string_view> cells, const RowCheck &check)
{
    const std::string_view key = keyOf(cells, check);
    if (key.empty())
        return std::nullopt;
    const std::int64_t first = m_seen.put(key, row);
    if (first == 0)
        return std::nullopt;
    QString sample = QString::fromUtf8(key.data(), qsizetype(key.size())).left(mostOfKey);
    sample.replace(u'\n', u' ');
    return RowFault{.code = u"duplicate-key"_s,
                    .reason = u"the %1 comes more than once"_s.arg(m_name),
                    .words = u"row %1 has the same %2; only the first is sent"_s.arg(countText(first), m_name),
                    .sample = sample};
}

std::string_view RowKeys::keyOf(std::span<const std::string_view> cells, const RowCheck &check)
{
    if (m_unique >= 0) {
        if (size_t(m_unique) >= cells.size())
            return {};
        const std::string_view cell = trimmedKey(cells[size_t(m_unique)]);
        if (!m_lower)
            return cell;
        m_key = cell;
        std::ranges::transform(m_key, m_key.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
        return m_key;
    }
    const std::string_view key = check.key(cells, m_buffer);
    if (m_to < 0 || key.empty() || size_t(m_to) >= cells.size())
        return key;
    m_key = key;
    m_key += '\n';
    m_key += trimmedKey(cells[size_t(m_to)]);
    return m_key;
}

} // namespace hubwatch
