// FamilyNames: which family a sample belongs to, by its name.
#pragma once

#include "metrics/exposition.h"

#include <string_view>
#include <unordered_map>

namespace hubwatch {

/// The families a body declares. As in Prometheus' metadata, the place of a declaration in the body does not matter,
/// and the last word wins.
class FamilyNames
{
public:
    /// The family of this name, declared now if it was not.
    std::uint32_t declare(std::string_view name);
    Family &operator[](std::uint32_t index) { return m_families[index]; }

    /// The index of the family a sample's name belongs to: the one of that name, or else the one whose type has such a
    /// suffix (`x_bucket` of the histogram `x`); families().size() when nothing was declared for it.
    std::uint32_t familyOf(std::string_view sampleName) const;
    MetricType typeOf(std::string_view sampleName) const;

    const std::vector<Family> &families() const { return m_families; }
    std::vector<Family> take() { return std::move(m_families); }

private:
    struct NameHash {
        using is_transparent = void;
        size_t operator()(std::string_view name) const { return std::hash<std::string_view>()(name); }
    };
    std::vector<Family> m_families = {};
    std::unordered_map<std::string, std::uint32_t, NameHash, std::equal_to<>> m_indexes = {};
};

} // namespace hubwatch
