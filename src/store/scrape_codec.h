// The bytes of one stored scrape: what changed since the one before, or everything that was there.
#pragma once

#include <QByteArray>
#include <cstdint>
#include <optional>
#include <span>

namespace hubwatch {

/// Appends `now` to `bytes`: every value that is not staleMark().
void encodeKeyFrame(QByteArray &bytes, std::span<const double> now);

/// Appends to `bytes` what differs, bit for bit, between `before` and `now`; values are by series number, and a number
/// `before` does not reach counts as staleMark().
void encodeChanges(QByteArray &bytes, std::span<const double> before, std::span<const double> now);

/// Reads one frame in place, so `bytes` must outlive it.
///
/// The changed series are a bitmap (or a list, where that is shorter), their lengths one nibble each: a series that did
/// not change costs one bit test, and reading one that did skips its neighbours without decoding them.
class FrameReader
{
public:
    /// nullopt when the bytes are no frame.
    static std::optional<FrameReader> of(QByteArrayView bytes);

    bool isKey() const { return m_key; }
    /// One more than the highest series number the frame could hold.
    std::uint32_t universe() const { return m_universe; }

    /// Brings `values[k]`, the value of series `wanted[k]` before this frame, up to date; `wanted` ascends. A key frame
    /// asks nothing of the values before. False when the bytes contradict themselves; the values are then of no use.
    bool apply(std::span<const std::uint32_t> wanted, std::span<double> values) const;

private:
    struct Cursor;

    bool applyBitmap(std::span<const std::uint32_t> wanted, std::span<double> values) const;
    bool applyList(std::span<const std::uint32_t> wanted, std::span<double> values) const;
    bool readValue(Cursor &cursor, std::uint32_t rank, double &value) const;

    bool m_key = false;
    bool m_list = false;
    std::uint32_t m_universe = 0;
    std::uint32_t m_count = 0;
    std::span<const std::uint8_t> m_index = {};
    std::span<const std::uint8_t> m_lengths = {};
    std::span<const std::uint8_t> m_payload = {};
};

/// Appends a checksum over the bytes and where they belong, so that bytes in the wrong row are found out as well.
void seal(QByteArray &bytes, std::int64_t row, std::int64_t at);
/// The bytes without their checksum; nullopt when it does not match.
std::optional<QByteArrayView> unsealed(QByteArrayView bytes, std::int64_t row, std::int64_t at);

} // namespace hubwatch
