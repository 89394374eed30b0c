#include "checklist/repository/secret_label.h"

#include "checklist/repository/secret_shape.h"

#include <algorithm>
#include <array>
#include <string>

namespace hubwatch {

namespace {

constexpr size_t labelReach = 160;    // bytes that a name may be away
constexpr size_t evidenceReach = 400; // and HubSpot's own name
constexpr int mostLabelLines = 2;
constexpr int mostLabelWords = 8;

// Words between a name and its value that say nothing about it.
constexpr std::array<std::string_view, 36> fillers{
    "value",         "default", "defaultvalue", "is",     "was", "the", "a",      "as",   "or",      "of",  "our",
    "env",           "process", "environ",      "getenv", "get", "set", "string", "str",  "const",   "let", "var",
    "data",          "text",    "content",      "n",      "r",   "t",   "new",    "quot", "hubspot", "x",   "type",
    "authorization", "return",  "app"};

bool isNameCharacter(char c)
{
    return isWordCharacter(c) || c == '-' || c == '.';
}

/// The name that ends before `end`, without "_", "-" and "." and in small letters; `end` moves to where it begins.
std::string nameBefore(std::string_view text, size_t &end, int &lines)
{
    while (end > 0 && !isNameCharacter(text[end - 1]))
        lines += text[--end] == '\n' ? 1 : 0;
    const size_t stop = end;
    while (end > 0 && isNameCharacter(text[end - 1]))
        --end;
    std::string name;
    for (const char c : text.substr(end, stop - end))
        if (c != '_' && c != '-' && c != '.')
            name += c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    return name;
}

bool namesHubSpot(std::string_view text)
{
    constexpr std::string_view wanted = "hub";
    for (size_t i = 0; i + 6 <= text.size(); ++i) {
        const auto small = [&text, i](size_t k) { return static_cast<char>(text[i + k] | 0x20); };
        if (small(0) == wanted[0] && small(1) == wanted[1] && small(2) == wanted[2]
            && ((small(3) == 's' && small(4) == 'p' && small(5) == 'o')
                || (small(3) == 'a' && small(4) == 'p' && small(5) == 'i')))
            return true;
    }
    return false;
}

bool contains(const std::string &name, std::string_view part)
{
    return name.find(part) != std::string::npos;
}

bool endsWithOneOf(const std::string &name, std::initializer_list<std::string_view> ends)
{
    return std::ranges::any_of(ends, [&name](std::string_view end) { return name.ends_with(end); });
}

/// What a name says for itself.
std::optional<SecretLabel> plainLabel(const std::string &name)
{
    if (contains(name, "hapikey"))
        return SecretLabel::ApiKey;
    if (contains(name, "clientsecret") || contains(name, "appsecret"))
        return SecretLabel::ClientSecret;
    if (contains(name, "personalaccesskey"))
        return SecretLabel::CliKey;
    if (contains(name, "accesstoken") || contains(name, "oauthtoken") || name == "bearer")
        return SecretLabel::AccessToken;
    if (contains(name, "refreshtoken"))
        return SecretLabel::RefreshToken;
    return std::nullopt;
}

/// What it says where HubSpot is spoken of.
std::optional<SecretLabel> nearbyLabel(const std::string &name)
{
    if (endsWithOneOf(name, {"apikey", "developerkey", "accountkey", "authkey", "apitoken", "authtoken"}))
        return SecretLabel::ApiKey;
    if (name == "secret" || name.ends_with("hubspotsecret") || name.ends_with("webhooksecret"))
        return SecretLabel::ClientSecret;
    if (namesHubSpot(name) && endsWithOneOf(name, {"key", "token", "password"}))
        return SecretLabel::ApiKey;
    if (namesHubSpot(name) && name.ends_with("secret"))
        return SecretLabel::ClientSecret;
    return std::nullopt;
}

/// Names of two words: "client secret", "API key".
std::string joined(const std::string &name, std::string_view text, size_t end)
{
    if (name != "secret" && name != "key" && name != "token")
        return name;
    int lines = 0;
    std::string first = nameBefore(text, end, lines);
    constexpr std::array<std::string_view, 9> firsts{"client", "app",     "api",     "developer", "account",
                                                     "access", "refresh", "hubspot", "oauth"};
    return lines == 0 && std::ranges::find(firsts, first) != firsts.end() ? first + name : name;
}

} // namespace

std::optional<SecretLabel> labelBefore(std::string_view before)
{
    const std::string_view all = before.substr(before.size() - std::min(before.size(), evidenceReach));
    const std::string_view near = before.substr(before.size() - std::min(before.size(), labelReach));
    size_t end = near.size();
    int lines = 0;
    for (int words = 0; words < mostLabelWords && end > 0; ++words) {
        std::string name = nameBefore(near, end, lines);
        if (name.empty() || lines > mostLabelLines)
            return std::nullopt;
        if (name.ends_with("id")) // of a form, a request, a client, a secret
            return std::nullopt;
        name = joined(name, near, end);
        if (const auto label = plainLabel(name))
            return *label == SecretLabel::RefreshToken && !namesHubSpot(all) ? std::nullopt : label;
        if (const auto label = nearbyLabel(name); label && namesHubSpot(all))
            return label;
        const bool isNumber = std::ranges::all_of(name, [](char c) { return c >= '0' && c <= '9'; });
        if (!isNumber && std::ranges::find(fillers, name) == fillers.end())
            return std::nullopt;
    }
    return std::nullopt;
}

} // namespace hubwatch
