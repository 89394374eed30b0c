#include "store/varint.h"

namespace hubwatch {

void appendVarint(QByteArray &bytes, std::uint64_t number)
{
    while (number >= 0x80) {
        bytes.append(char(std::uint8_t(number | 0x80)));
        number >>= 7;
    }
    bytes.append(char(std::uint8_t(number)));
}

std::optional<std::uint64_t> takeVarint(std::span<const std::uint8_t> &bytes)
{
    std::uint64_t number = 0;
    for (size_t i = 0; i < bytes.size() && i < 10; ++i) {
        const std::uint64_t bits = bytes[i] & 0x7f;
        if (i == 9 && bits > 1)
            return std::nullopt;
        number |= bits << (7 * i);
        if ((bytes[i] & 0x80) == 0) {
            bytes = bytes.subspan(i + 1);
            return number;
        }
    }
    return std::nullopt;
}

std::span<const std::uint8_t> octets(QByteArrayView bytes)
{
    return {reinterpret_cast<const std::uint8_t *>(bytes.data()), size_t(bytes.size())};
}

} // namespace hubwatch
