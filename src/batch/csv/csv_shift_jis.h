// ShiftJisTables: the system's tables of Shift-JIS, and the one place that knows which system that is.
#pragma once

#include <QtGlobal>
#include <string>
#include <string_view>

namespace hubwatch {

/// How far a slice was read, and whether the byte there does not belong.
struct TextReached {
    std::size_t bytes = 0;
    bool isBroken = false;

    bool operator==(const TextReached &) const = default;
};

/// CP932 is what files call Shift-JIS: with the signs that NEC and IBM added, and the backslash as a backslash.
class ShiftJisTables
{
public:
    ShiftJisTables();
    ~ShiftJisTables();
    Q_DISABLE_COPY_MOVE(ShiftJisTables)

    bool areThere() const;
    /// Appends whole characters to `text`, as UTF-8.
    TextReached read(std::string_view bytes, std::string &text) const;

private:
    void *m_tables = nullptr;
};

} // namespace hubwatch
