#include "batch/csv/csv_format.h"

#include "batch/csv/csv_text.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace hubwatch {

namespace {

using Encoding = CsvFormat::Encoding;

constexpr std::size_t linesWeighed = 200;

struct ByteOrderMark {
    std::string_view bytes;
    Encoding encoding;
};
constexpr std::array<ByteOrderMark, 3> byteOrderMarks
    = {{{"\xEF\xBB\xBF", Encoding::Utf8}, {"\xFF\xFE", Encoding::Utf16Le}, {"\xFE\xFF", Encoding::Utf16Be}}};

/// Separators and digits of UTF-16 have a zero byte on one side, and text of any language is full of them.
std::optional<Encoding> utf16By(std::string_view head)
{
    std::array<std::size_t, 2> zeros = {0, 0}; // in even places, in odd ones
    for (std::size_t i = 0; i < head.size(); ++i) {
        if (head[i] == '\0')
            ++zeros[i % 2];
    }
    const std::size_t enough = std::max<std::size_t>(2, head.size() / 2 / 20);
    if (zeros[1] >= enough && zeros[0] * 10 <= zeros[1])
        return Encoding::Utf16Le;
    if (zeros[0] >= enough && zeros[1] * 10 <= zeros[0])
        return Encoding::Utf16Be;
    return std::nullopt;
}

/// A damaged byte makes no other encoding of it: signs of UTF-8 hardly come about by chance. What the end of the head
/// cuts off counts for neither.
bool isUtf8(std::string_view head)
{
    std::size_t signs = 0;
    std::size_t strays = 0;
    for (std::size_t at = 0; at < head.size();) {
        const std::size_t length = utf8Length(head.substr(at));
        if (length > head.size() - at)
            break;
        signs += length > 1 ? 1 : 0;
        strays += length == 0 ? 1 : 0;
        at += std::max<std::size_t>(length, 1);
    }
    return strays == 0 || signs > strays;
}

/// How many bytes a sign of Shift-JIS beyond ASCII has that begins the bytes; 0: none does.
std::size_t shiftJisLength(std::string_view bytes)
{
    const auto lead = static_cast<unsigned char>(bytes[0]);
    if (lead >= 0xA1 && lead <= 0xDF)
        return 1;
    const bool isLead
        = (lead >= 0x81 && lead <= 0x9F) || (lead >= 0xE0 && lead <= 0xEF) || (lead >= 0xFA && lead <= 0xFC);
    if (!isLead || bytes.size() < 2)
        return 0;
    const auto trail = static_cast<unsigned char>(bytes[1]);
    return trail >= 0x40 && trail != 0x7F && trail <= 0xFC ? 2 : 0;
}

/// "Käse" and "it's" of Windows-1252 are valid Shift-JIS too; but Japanese signs come in company, accents alone.
bool isShiftJis(std::string_view head)
{
    std::size_t signs = 0;
    std::size_t inCompany = 0;
    std::size_t run = 0;
    const auto endRun = [&] {
        signs += run;
        inCompany += run > 1 ? run : 0;
        run = 0;
    };
    for (std::size_t at = 0; at < head.size();) {
        if (static_cast<unsigned char>(head[at]) < 0x80) {
            endRun();
            ++at;
            continue;
        }
        const std::size_t length = shiftJisLength(head.substr(at));
        if (length == 0 && at + 1 < head.size())
            return false;
        ++run;
        at += std::max<std::size_t>(length, 1);
    }
    endRun();
    return inCompany * 2 >= signs;
}

/// How often `delimiter` stands in each of the first lines, outside of quotes.
std::vector<std::size_t> delimitersByLine(std::string_view text, char delimiter)
{
    std::vector<std::size_t> counts;
    std::size_t here = 0;
    bool isQuoted = false;
    bool isEmpty = true;
    for (const char sign : text) {
        if (sign == '"')
            isQuoted = !isQuoted;
        if (isQuoted || (sign != '\n' && sign != '\r')) {
            here += !isQuoted && sign == delimiter ? 1 : 0;
            isEmpty = false;
            continue;
        }
        if (!isEmpty)
            counts.push_back(here);
        here = 0;
        isEmpty = true;
        if (counts.size() == linesWeighed)
            return counts;
    }
    // The last line may be cut off by the end of the head; it counts when it is all there is.
    if (counts.empty() && !isEmpty)
        counts.push_back(here);
    return counts;
}

/// The header has it, and the most lines have it as often as the header.
char delimiterOf(std::string_view text)
{
    char best = ',';
    std::pair<std::size_t, std::size_t> most = {0, 0};
    for (const char delimiter : {',', ';', '\t'}) {
        const std::vector<std::size_t> counts = delimitersByLine(text, delimiter);
        if (counts.empty() || counts.front() == 0)
            continue;
        const auto alike = static_cast<std::size_t>(std::count(counts.begin(), counts.end(), counts.front()));
        const std::pair<std::size_t, std::size_t> found = {alike, counts.front()};
        if (found > most) {
            most = found;
            best = delimiter;
        }
    }
    return best;
}

} // namespace

QString encodingName(CsvFormat::Encoding encoding)
{
    switch (encoding) {
    case Encoding::Utf8: return QStringLiteral("UTF-8");
    case Encoding::Utf16Le: return QStringLiteral("UTF-16 LE");
    case Encoding::Utf16Be: return QStringLiteral("UTF-16 BE");
    case Encoding::ShiftJis: return QStringLiteral("Shift-JIS");
    case Encoding::Windows1252: return QStringLiteral("Windows-1252");
    }
    Q_UNREACHABLE();
}

QString delimiterName(char delimiter)
{
    switch (delimiter) {
    case ',': return QStringLiteral("comma");
    case ';': return QStringLiteral("semicolon");
    case '\t': return QStringLiteral("tab");
    case '|': return QStringLiteral("bar");
    default: return QString(QLatin1Char(delimiter));
    }
}

CsvFormat formatOf(const QByteArray &head, std::optional<CsvFormat::Encoding> encoding, std::optional<char> delimiter)
{
    const std::string_view bytes(head.constData(), static_cast<std::size_t>(head.size()));
    CsvFormat format;
    const auto mark = std::find_if(byteOrderMarks.begin(), byteOrderMarks.end(),
                                   [&](const ByteOrderMark &one) { return bytes.starts_with(one.bytes); });
    const bool isMarked = mark != byteOrderMarks.end() && mark->encoding == encoding.value_or(mark->encoding);
    if (isMarked) {
        format.encoding = mark->encoding;
        format.bomBytes = static_cast<int>(mark->bytes.size());
    } else if (encoding) {
        format.encoding = *encoding;
    } else if (const std::optional<Encoding> utf16 = utf16By(bytes)) {
        format.encoding = *utf16;
    } else if (isUtf8(bytes)) {
        format.encoding = Encoding::Utf8;
    } else {
        format.encoding = isShiftJis(bytes) ? Encoding::ShiftJis : Encoding::Windows1252;
    }
    CsvText decoder(format.encoding);
    std::string text;
    decoder.take(bytes.substr(static_cast<std::size_t>(format.bomBytes)), text);
    format.delimiter = delimiter.value_or(delimiterOf(text));
    return format;
}

} // namespace hubwatch
