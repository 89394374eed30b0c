#include "batch/csv/csv_shift_jis.h"

#ifdef Q_OS_WIN
#ifndef NOMINMAX
#define NOMINMAX
#endif
#include <QString>
#include <windows.h>
#else
#include <cerrno>
#include <iconv.h>
#endif

namespace hubwatch {

#ifdef Q_OS_WIN

namespace {

constexpr UINT shiftJisPage = 932;

} // namespace

ShiftJisTables::ShiftJisTables() = default;

ShiftJisTables::~ShiftJisTables() = default;

bool ShiftJisTables::areThere() const
{
    return IsValidCodePage(shiftJisPage) != 0;
}

TextReached ShiftJisTables::read(std::string_view bytes, std::string &text) const
{
    std::size_t at = 0;
    while (at < bytes.size()) {
        const std::size_t length = IsDBCSLeadByteEx(shiftJisPage, static_cast<BYTE>(bytes[at])) != 0 ? 2 : 1;
        if (length > bytes.size() - at)
            break;
        wchar_t sign = 0;
        if (MultiByteToWideChar(shiftJisPage, MB_ERR_INVALID_CHARS, bytes.data() + at, static_cast<int>(length), &sign,
                                1)
            != 1)
            return {at, true};
        text += QString::fromWCharArray(&sign, 1).toStdString();
        at += length;
    }
    return {at, false};
}

#else

ShiftJisTables::ShiftJisTables()
    : m_tables(iconv_open("UTF-8", "CP932"))
{ }

ShiftJisTables::~ShiftJisTables()
{
    if (areThere())
        iconv_close(m_tables);
}

bool ShiftJisTables::areThere() const
{
    return m_tables != reinterpret_cast<iconv_t>(-1); // iconv's sign for none
}

TextReached ShiftJisTables::read(std::string_view bytes, std::string &text) const
{
    const std::size_t before = text.size();
    text.resize(before + bytes.size() * 3);        // a half-width kana is one byte there and three here
    char *from = const_cast<char *>(bytes.data()); // iconv only reads it
    std::size_t left = bytes.size();
    char *to = text.data() + before;
    std::size_t room = text.size() - before;
    const bool hasStopped = iconv(m_tables, &from, &left, &to, &room) == static_cast<std::size_t>(-1);
    const bool isBroken = hasStopped && errno != EINVAL;
    text.resize(text.size() - room);
    return {bytes.size() - left, isBroken};
}

#endif

} // namespace hubwatch
