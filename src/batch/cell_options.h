// CellOptions: the options of an enumeration, found by what stands in a cell.
#pragma once

#include "hubspot/property_definition.h"

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace hubwatch {

/// By value; by label where one option alone has it. Upper and lower case count: what differs only there is proposed,
/// never taken.
class CellOptions
{
public:
    explicit CellOptions(const std::vector<PropertyOption> &options);

    bool isEmpty() const { return m_options.empty(); }
    /// The option's value for a trimmed text; nullptr when it is none.
    const std::string *find(std::string_view text) const;
    /// "none of subscriber, lead, customer and 4 more; did you mean \"lead\"?"; without the question where nothing is
    /// like it.
    QString missText(std::string_view text) const;

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };

    QString meant(const QString &text) const;

    std::vector<PropertyOption> m_options;
    std::unordered_map<std::string, std::string, Hash, std::equal_to<>> m_values = {};
};

} // namespace hubwatch
