// TomlValue: a parsed TOML document with the place of everything in it.
#pragma once

#include <QByteArray>
#include <QString>
#include <tl/expected.hpp>
#include <vector>

namespace hubwatch {

/// A place in a text: line and column count from 1, columns in characters.
struct TextPosition {
    int line = 0;
    int column = 0;

    bool operator==(const TextPosition &) const = default;
};

struct TomlEntry;

/// One value of a document. Tables keep their entries in the order of the file.
struct TomlValue {
    enum class Kind { String, Integer, Float, Boolean, Date, Array, Table };

    Kind kind = Kind::Table;
    TextPosition begin = {};
    TextPosition end = {};    ///< one past the last character; of a [header] table, the header's end
    bool isInline = false;    ///< a table written as { ... }
    QString text = {};        ///< String
    std::int64_t integer = 0; ///< Integer
    double number = 0;        ///< Float, and Integer as a number
    bool boolean = false;     ///< Boolean
    std::vector<TomlValue> items = {};
    std::vector<TomlEntry> entries; // no initializer: clang wants its type complete for one

    const TomlEntry *find(QStringView key) const;
};

struct TomlEntry {
    QString key = {};
    TextPosition at = {}; ///< of the key
    TomlValue value = {};
};

struct TomlError {
    TextPosition at = {};
    QString text = {};
};

/// This file's .cpp is the only one that sees toml++, whose header is heavy.
tl::expected<TomlValue, TomlError> parseToml(const QByteArray &toml);

} // namespace hubwatch
