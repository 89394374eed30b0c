#include "workspace/toml_tree.h"

#include <algorithm>
#include <string_view>
#include <toml++/toml.h>

namespace hubwatch {

namespace {

QString tomlText(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

TextPosition placeOf(const toml::source_position &position)
{
    return {int(position.line), int(position.column)};
}

TomlValue valueOf(const toml::node &node);

void addEntries(TomlValue &value, const toml::table &table)
{
    value.isInline = table.is_inline();
    for (auto &&[key, entry] : table)
        value.entries.push_back({tomlText(key.str()), placeOf(key.source().begin), valueOf(entry)});
    // toml++ sorts by name; people read by line.
    std::ranges::stable_sort(value.entries, [](const TomlEntry &a, const TomlEntry &b) {
        return a.at.line != b.at.line ? a.at.line < b.at.line : a.at.column < b.at.column;
    });
}

TomlValue valueOf(const toml::node &node)
{
    TomlValue value{.begin = placeOf(node.source().begin), .end = placeOf(node.source().end), .entries = {}};
    if (const toml::table *table = node.as_table()) {
        value.kind = TomlValue::Kind::Table;
        addEntries(value, *table);
    } else if (const toml::array *array = node.as_array()) {
        value.kind = TomlValue::Kind::Array;
        for (const toml::node &item : *array)
            value.items.push_back(valueOf(item));
    } else if (const auto *text = node.as_string()) {
        value.kind = TomlValue::Kind::String;
        value.text = tomlText(text->get());
    } else if (const auto *integer = node.as_integer()) {
        value.kind = TomlValue::Kind::Integer;
        value.integer = integer->get();
        value.number = double(value.integer);
    } else if (const auto *number = node.as_floating_point()) {
        value.kind = TomlValue::Kind::Float;
        value.number = number->get();
    } else if (const auto *boolean = node.as_boolean()) {
        value.kind = TomlValue::Kind::Boolean;
        value.boolean = boolean->get();
    } else {
        value.kind = TomlValue::Kind::Date;
    }
    return value;
}

} // namespace

const TomlEntry *TomlValue::find(QStringView key) const
{
    const auto at = std::ranges::find_if(entries, [key](const TomlEntry &entry) { return entry.key == key; });
    return at == entries.end() ? nullptr : &*at;
}

tl::expected<TomlValue, TomlError> parseToml(const QByteArray &toml)
{
    try {
        const toml::table table = toml::parse(std::string_view(toml.constData(), size_t(toml.size())));
        return valueOf(table);
    } catch (const toml::parse_error &error) {
        return tl::unexpected(TomlError{placeOf(error.source().begin), tomlText(error.description())});
    }
}

} // namespace hubwatch
