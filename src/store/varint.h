// Numbers of seven bits a byte, low ones first.
#pragma once

#include <QByteArray>
#include <cstdint>
#include <optional>
#include <span>

namespace hubwatch {

void appendVarint(QByteArray &bytes, std::uint64_t number);
/// Takes one number off the front; nullopt when it is cut short or longer than 64 bits.
std::optional<std::uint64_t> takeVarint(std::span<const std::uint8_t> &bytes);
std::span<const std::uint8_t> octets(QByteArrayView bytes);

} // namespace hubwatch
