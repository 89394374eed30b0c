#include "checklist/repository/secret_spots.h"

#include "checklist/repository/secret_label.h"
#include "checklist/repository/secret_shape.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

namespace hubwatch {

namespace {

using SpotFound = std::function<void(const SecretSpot &)>;

constexpr size_t leastRun = 40;  // the shortest credential has 36 characters, 48 in base64
constexpr size_t mostRun = 1024; // what is decoded at once beyond the range
constexpr size_t uuidLength = 36;
constexpr size_t leastCliKey = 53;
constexpr size_t leastAccess = 61;
constexpr size_t mostAccess = 513;
constexpr size_t longestPair = 160;
constexpr double leastTokenEntropy = 4.0; // of 61 random characters of base64: over 5

std::string_view headOf(std::string_view text, size_t end)
{
    const size_t reach = std::min<size_t>(end, 512);
    return text.substr(end - reach, reach);
}

std::optional<SecretKind> kindOfUuid(SecretLabel label)
{
    switch (label) {
    case SecretLabel::ApiKey: return SecretKind::ApiKey;
    case SecretLabel::ClientSecret: return SecretKind::ClientSecret;
    case SecretLabel::RefreshToken: return SecretKind::RefreshToken;
    case SecretLabel::AccessToken:
    case SecretLabel::CliKey: return std::nullopt; // no UUIDs
    }
    Q_UNREACHABLE();
}

bool isLetterOrDigit(char c)
{
    return isWordCharacter(c) && c != '_';
}

/// By the words in front of a value; where it begins `text`, by those in `outer`, which stands before.
std::optional<SecretLabel> labelAt(std::string_view text, size_t begin, std::string_view outer)
{
    if (const auto label = labelBefore(headOf(text, begin)))
        return label;
    return begin <= 2 && !outer.empty() ? labelBefore(headOf(outer, outer.size())) : std::nullopt;
}

/// By a key behind the value, else by what is in front.
std::optional<SecretLabel> labelAround(std::string_view text, size_t begin, size_t end, std::string_view outer)
{
    const std::string_view head = headOf(text, begin);
    const std::string_view key = keyBehind(head, text.substr(end, longestPair));
    return key.empty() ? labelAt(text, begin, outer) : labelBefore(std::string(head) + ' ' + std::string(key));
}

/// What ends with the groups 4-4-4-12 whose first hyphen is at `hyphen`. `outer` stands before `text`.
std::optional<SecretSpot> spotAtUuid(std::string_view text, size_t hyphen, std::string_view outer,
                                     SecretContent content)
{
    const size_t end = hyphen + 28;
    const bool isBinary = content == SecretContent::Binary;
    const bool touches = end < text.size() && (isWordCharacter(text[end]) || text[end] == '-');
    const auto spot = [&](SecretKind kind, size_t begin, size_t digits) -> std::optional<SecretSpot> {
        if (isInvented(text.substr(digits, end - digits)))
            return std::nullopt;
        return SecretSpot{kind, begin, end, std::string(text.substr(begin, end - begin))};
    };
    const auto isHexGroup = [&text, hyphen](size_t length) {
        return hyphen >= length && std::ranges::all_of(text.substr(hyphen - length, length), isHexDigit);
    };
    if (isHexGroup(8)) {
        const size_t begin = hyphen - 8;
        if (begin > 0 && text[begin - 1] == '-') {
            const size_t hublet = hubletBefore(text, begin - 1);
            if (hublet > 0 && begin >= hublet + 5 && text.substr(begin - hublet - 5, 4) == "pat-") {
                // Nothing else looks like it: "hs-pat-...", "pat-...-old" and "token_pat-..." are one, too.
                const size_t first = begin - hublet - 5;
                const bool begins = first == 0 || !isLetterOrDigit(text[first - 1]) || beginsToken(text, first);
                const bool ends = end == text.size() || !isLetterOrDigit(text[end]);
                if (isBinary || (begins && ends))
                    return spot(SecretKind::PrivateAppToken, first, begin);
            }
        }
        if (touches || content != SecretContent::Text || !beginsToken(text, begin))
            return std::nullopt;
        const auto label = labelAround(text, begin, end, outer);
        if (const auto kind = label ? kindOfUuid(*label) : std::nullopt)
            return spot(*kind, begin, begin);
        return std::nullopt;
    }
    if (!isHexGroup(4) || hyphen < 5 || text[hyphen - 5] != '-')
        return std::nullopt;
    const size_t hublet = hubletBefore(text, hyphen - 5);
    if (hublet == 0 || (!isBinary && (touches || !beginsToken(text, hyphen - 5 - hublet))))
        return std::nullopt;
    return spot(SecretKind::RefreshToken, hyphen - 5 - hublet, hyphen - 4);
}

/// Credentials that hold a UUID or something like it: one search for hyphens finds them all.
void findUuids(std::string_view text, size_t from, size_t to, std::string_view outer, SecretContent content,
               const SpotFound &found)
{
    const size_t last = std::min(text.size(), to + uuidLength);
    size_t at = from;
    while (at + 28 <= text.size() && at < last) {
        const void *hit = std::memchr(text.data() + at, '-', last - at);
        if (hit == nullptr)
            return;
        const auto hyphen = static_cast<size_t>(static_cast<const char *>(hit) - text.data());
        at = hyphen + 1;
        if (!isUuidTail(text, hyphen))
            continue;
        at = hyphen + 28;
        if (const auto spot = spotAtUuid(text, hyphen, outer, content); spot && spot->begin >= from && spot->begin < to)
            found(*spot);
    }
}

constexpr auto base64Values = [] {
    std::array<signed char, 256> values{};
    for (signed char &value : values)
        value = -1;
    for (size_t i = 0; i < 26; ++i) {
        values[size_t('A') + i] = static_cast<signed char>(i);
        values[size_t('a') + i] = static_cast<signed char>(26 + i);
    }
    for (size_t i = 0; i < 10; ++i)
        values[size_t('0') + i] = static_cast<signed char>(52 + i);
    values[size_t('+')] = values[size_t('-')] = 62;
    values[size_t('/')] = values[size_t('_')] = 63;
    return values;
}();

void decodeInto(std::string &bytes, std::string_view text)
{
    bytes.clear();
    unsigned held = 0;
    int bits = 0;
    for (const char c : text) {
        held = (held << 6U) | unsigned(base64Values[static_cast<unsigned char>(c)]);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            bytes += static_cast<char>((held >> unsigned(bits)) & 0xFFU);
        }
    }
}

/// The line at `begin` with the two that follow, where it is one of wrapped base64; else only itself.
std::string unwrapped(std::string_view text, size_t begin, size_t end)
{
    std::string run(text.substr(begin, end - begin));
    for (int more = 0; more < 2 && run.size() >= 60; ++more) {
        size_t next = end;
        while (next < text.size() && (text[next] == '\r' || text[next] == '\n'))
            ++next;
        if (next == end || next - end > 2)
            break;
        while (next < text.size() && (text[next] == ' ' || text[next] == '\t'))
            ++next;
        end = next;
        while (end < text.size() && end - next < mostRun && isBase64Character(text[end]))
            ++end;
        run += text.substr(next, end - next);
    }
    return run;
}

bool isMixed(std::string_view text)
{
    const auto any = [&text](char first, char last) {
        return std::ranges::any_of(text, [first, last](char c) { return c >= first && c <= last; });
    };
    return any('a', 'z') && any('A', 'Z') && any('0', '9');
}

/// Where within a run, of a binary, a key of the command line tools begins.
size_t cliKeyIn(std::string_view text, size_t begin, size_t end)
{
    const size_t at = text.substr(0, end).find("CiR", begin);
    return at == std::string_view::npos ? begin : at;
}

/// A token that is a run by itself: the command line's keys, OAuth's access tokens.
std::optional<SecretSpot> spotOfRun(std::string_view text, size_t begin, size_t end, std::string_view outer,
                                    SecretContent content)
{
    const std::string_view run = text.substr(begin, end - begin);
    if (run.size() < leastCliKey || run.front() != 'C' || !isMixed(run) || entropyOf(run) < leastTokenEntropy)
        return std::nullopt;
    const auto spot = [&](SecretKind kind) {
        size_t last = end;
        while (kind == SecretKind::CliKey && last < text.size() && text[last] == '=')
            ++last;
        return SecretSpot{kind, begin, last, std::string(text.substr(begin, last - begin))};
    };
    const auto label = labelAt(text, begin, outer);
    const auto isCalled
        = [&label, content](SecretLabel wanted) { return label && *label == wanted && content != SecretContent::Name; };
    if (run.starts_with("CiR")) {
        std::string bytes;
        decodeInto(bytes, run.substr(0, 16));
        const size_t hyphen = bytes.find('-');
        if (isCalled(SecretLabel::CliKey) || (hyphen != std::string::npos && hubletBefore(bytes, hyphen) == hyphen - 2))
            return spot(SecretKind::CliKey);
    }
    // HUBSPOT_TOKEN may be either kind of token, so a name that is good for a key is good for this one.
    if (run.size() >= leastAccess && run.size() <= mostAccess
        && (isCalled(SecretLabel::AccessToken) || isCalled(SecretLabel::ApiKey))
        && run.find_first_of("+/") == std::string_view::npos && !isWordy(run))
        return spot(SecretKind::AccessToken);
    return std::nullopt;
}

/// Tokens that are runs by themselves in what was decoded.
void findDecodedRuns(std::string_view bytes, std::string_view outer, SecretContent content, const SpotFound &found)
{
    for (size_t at = leastCliKey - 1; at < bytes.size(); at += leastCliKey) {
        if (!isBase64Character(bytes[at]))
            continue;
        size_t begin = at;
        while (begin > 0 && at - begin < leastCliKey && isBase64Character(bytes[begin - 1]))
            --begin;
        while (at < bytes.size() && isBase64Character(bytes[at]))
            ++at;
        if (const auto spot = spotOfRun(bytes, begin, at, outer, content))
            found(*spot);
    }
}

/// Looks into the base64 `run`, which begins at `begin` of `text` and may have been put together of lines.
void findEncoded(std::string_view text, size_t begin, std::string_view run, SecretContent content,
                 const SpotFound &found)
{
    thread_local std::string bytes;
    const std::string_view outer = headOf(text, begin);
    for (size_t skip = 0; skip < 4 && run.size() >= skip + leastRun; ++skip) { // a run may begin before its base64
        decodeInto(bytes, run.substr(skip));
        const auto place = [&](SecretSpot spot) {
            spot.begin = begin + skip + spot.begin * 4 / 3;
            spot.end = begin + std::min(run.size(), skip + (spot.end * 4 + 2) / 3);
            spot.encoded = true;
            found(spot);
        };
        findDecodedRuns(bytes, outer, content, place);
        if (std::memchr(bytes.data(), '-', bytes.size()) != nullptr)
            findUuids(bytes, 0, bytes.size(), outer, content, place);
    }
}

/// Long runs of base64's characters: a run of 40 cannot lie between two places that are 40 apart.
void findRuns(std::string_view text, size_t from, size_t to, SecretContent content, const SpotFound &found)
{
    for (size_t at = from; at < std::min(text.size(), to + leastRun);) {
        if (!isBase64Character(text[at])) {
            at += leastRun;
            continue;
        }
        size_t begin = at;
        while (begin > 0 && at - begin < mostRun && isBase64Character(text[begin - 1]))
            --begin;
        size_t end = at;
        while (end < text.size() && end < to + mostRun && isBase64Character(text[end]))
            ++end;
        at = end + leastRun;
        if (end - begin < leastRun)
            continue;
        // "%3D", "\n": what an escape ends with belongs to it.
        if (begin > 0 && (text[begin - 1] == '%' || text[begin - 1] == '\\'))
            begin += text[begin - 1] == '%' ? 2 : 1;
        const auto inRange = [&](const SecretSpot &spot) {
            if (spot.begin >= from && spot.begin < to)
                found(spot);
        };
        const size_t first = content == SecretContent::Binary ? cliKeyIn(text, begin, end) : begin;
        if (const auto spot = spotOfRun(text, first, end, {}, content))
            inRange(*spot);
        else
            findEncoded(text, begin, unwrapped(text, begin, end), content, [&](const SecretSpot &one) {
                if (one.begin < end)
                    inRange(one);
            });
    }
}

} // namespace

void findSecrets(std::string_view text, size_t from, size_t to, SecretContent content, const SpotFound &found)
{
    // A pat- token starts up to ten characters before its UUID; one that starts in front of `from` was found before.
    findUuids(text, from, to, {}, content, found);
    findRuns(text, from, to, content, found);
}

std::string shownSecret(SecretKind kind, std::string_view value)
{
    const std::string_view last = value.substr(value.size() - std::min<size_t>(4, value.size()));
    const auto between = [last](std::string_view head) { return std::string(head) + "…" + std::string(last); };
    switch (kind) {
    case SecretKind::PrivateAppToken: return between(value.substr(0, value.find('-', 4) + 1));
    case SecretKind::RefreshToken: return between(value.find('-') < 8 ? value.substr(0, value.find('-') + 1) : "");
    case SecretKind::CliKey: return between("CiR");
    case SecretKind::AccessToken: return between("C");
    case SecretKind::ApiKey:
    case SecretKind::ClientSecret: return between("");
    }
    Q_UNREACHABLE();
}

} // namespace hubwatch
