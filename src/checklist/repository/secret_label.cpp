#include "checklist/repository/secret_label.h"

#include "checklist/repository/secret_shape.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace hubwatch {

namespace {

constexpr size_t labelReach = 160;    // bytes that a name may be away
constexpr size_t evidenceReach = 400; // and HubSpot's own name
constexpr size_t mostLabelLines = 2;
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

struct NameBefore {
    std::string name = {}; ///< without "_", "-" and ".", in small letters
    size_t begin = 0;
    size_t end = 0;
};

/// The last name before `stop`; empty: there is none.
NameBefore nameBefore(std::string_view text, size_t stop)
{
    NameBefore found{.end = stop};
    while (found.end > 0 && !isNameCharacter(text[found.end - 1]))
        --found.end;
    found.begin = found.end;
    while (found.begin > 0 && isNameCharacter(text[found.begin - 1]))
        --found.begin;
    for (const char c : text.substr(found.begin, found.end - found.begin))
        if (c != '_' && c != '-' && c != '.')
            found.name += c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    return found;
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

/// Whose it is, where a name says so and it is not HubSpot: AZURE_CLIENT_SECRET.
bool namesAnother(const std::string &name)
{
    constexpr std::array<std::string_view, 20> others{"azure",  "entra",    "msal",      "microsoft",  "google",
                                                      "github", "gitlab",   "bitbucket", "slack",      "okta",
                                                      "auth0",  "keycloak", "cognito",   "salesforce", "stripe",
                                                      "paypal", "linkedin", "facebook",  "shopify",    "zendesk"};
    if (contains(name, "hapikey"))
        return false;
    return !namesHubSpot(name)
        && std::ranges::any_of(others, [&name](std::string_view other) { return contains(name, other); });
}

/// Keys and tokens that open nothing.
bool opensNothing(const std::string &name)
{
    constexpr std::array<std::string_view, 38> ends{"cachekey",
                                                    "partitionkey",
                                                    "lockkey",
                                                    "sortkey",
                                                    "rowkey",
                                                    "hashkey",
                                                    "primarykey",
                                                    "foreignkey",
                                                    "storagekey",
                                                    "objectkey",
                                                    "publickey",
                                                    "routingkey",
                                                    "eventkey",
                                                    "jobkey",
                                                    "queuekey",
                                                    "mapkey",
                                                    "fieldkey",
                                                    "columnkey",
                                                    "idempotencykey",
                                                    "dedupekey",
                                                    "dedupkey",
                                                    "requestkey",
                                                    "sitekey",
                                                    "shardkey",
                                                    "configkey",
                                                    "settingkey",
                                                    "settingskey",
                                                    "pagetoken",
                                                    "csrftoken",
                                                    "xsrftoken",
                                                    "nexttoken",
                                                    "cursortoken",
                                                    "continuationtoken",
                                                    "cancellationtoken",
                                                    "canceltoken",
                                                    "synctoken",
                                                    "propertykey",
                                                    "requesttoken"};
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
    if (namesHubSpot(name) && endsWithOneOf(name, {"key", "token", "password"}) && !opensNothing(name))
        return SecretLabel::ApiKey;
    if (namesHubSpot(name) && name.ends_with("secret"))
        return SecretLabel::ClientSecret;
    return std::nullopt;
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ')
        text.remove_prefix(1);
    while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ')
        text.remove_suffix(1);
    return text;
}

size_t indentOf(std::string_view line)
{
    return std::min(line.size(), line.find_first_not_of(" \t-"));
}

/// The name that the one at `begin`, the first of its line, is nested in: "hubspot:\n  key: ", "[hubspot]\nkey = ".
std::string parentName(std::string_view text, size_t begin)
{
    const auto startOf = [&text](size_t at) {
        const size_t newline = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
        return newline == std::string_view::npos ? size_t(0) : newline + 1;
    };
    size_t start = startOf(begin);
    if (text.substr(start, begin - start).find_first_not_of(" \t-\"'") != std::string_view::npos)
        return {};
    const size_t indent = indentOf(text.substr(start, begin - start));
    while (start > 0) {
        const size_t end = start - 1;
        start = startOf(end);
        const std::string_view line = text.substr(start, end - start);
        const std::string_view words = trimmed(line);
        if (words.starts_with('[') && words.ends_with(']') && indentOf(line) <= indent)
            return nameBefore(words, words.size()).name;
        if (words.empty() || words.starts_with('#') || indentOf(line) >= indent)
            continue;
        constexpr std::string_view opening = ":{[(";
        return opening.find(words.back()) != std::string_view::npos ? nameBefore(words, words.size()).name : "";
    }
    return {};
}

/// Names of two words: "client secret", "API key"; or of two lines, where HubSpot is spoken of.
std::string joined(const NameBefore &last, std::string_view text, bool isNearHubSpot)
{
    constexpr std::array<std::string_view, 9> firsts{"client", "app",     "api",     "developer", "account",
                                                     "access", "refresh", "hubspot", "oauth"};
    if (last.name != "secret" && last.name != "key" && last.name != "token")
        return last.name;
    const NameBefore first = nameBefore(text, last.begin);
    const std::string_view between = text.substr(first.end, last.begin - first.end);
    if (std::ranges::find(firsts, first.name) != firsts.end() && between.find('\n') == std::string_view::npos)
        return first.name + last.name;
    const std::string parent = isNearHubSpot ? parentName(text, last.begin) : std::string();
    if (namesHubSpot(parent))
        return "hubspot" + last.name;
    return std::ranges::find(firsts, parent) != firsts.end() ? parent + last.name : last.name;
}

/// "arn:aws:secretsmanager:eu-west-1:1:secret:": what ends like this says where a secret lies.
bool isReference(std::string_view before)
{
    const size_t stop = before.find_last_of(" \t\r\n\"'`=,;()<>");
    const std::string_view piece = stop == std::string_view::npos ? before : before.substr(stop + 1);
    constexpr std::array<std::string_view, 9> places{
        "arn:", "op://", "vault:", "aws-sm:", "gcp-sm:", "sm://", "keychain:", "projects/", "azure-kv:"};
    return std::ranges::any_of(places, [piece](std::string_view place) { return piece.starts_with(place); });
}

/// "$(bws secret get ": what comes is an argument.
bool isWithinCommand(std::string_view before)
{
    const size_t newline = before.rfind('\n');
    const std::string_view line = newline == std::string_view::npos ? before : before.substr(newline + 1);
    const size_t opened = line.rfind("$(");
    return opened != std::string_view::npos && line.find(')', opened) == std::string_view::npos;
}

/// "process.env.X": a name of the environment, which says nothing of its value unless it is one of a credential's.
bool isOfEnvironment(const NameBefore &last, std::string_view text)
{
    constexpr std::array<std::string_view, 7> lookups{"osenvironget", "osgetenv", "osenviron",   "getenv",
                                                      "processenv",   "env",      "systemgetenv"};
    const auto isLookup
        = [&lookups](const std::string &name) { return std::ranges::find(lookups, name) != lookups.end(); };
    if (last.name.starts_with("processenv") || last.name.starts_with("importmetaenv") || isLookup(last.name))
        return true;
    const NameBefore first = nameBefore(text, last.begin);
    const std::string_view between = text.substr(first.end, last.begin - first.end);
    return (between == "(\"" || between == "('" || between == "[\"" || between == "['") && isLookup(first.name);
}

/// " ? " behind a name: it is, or ends, a condition.
bool isQuestion(std::string_view behind)
{
    const size_t at = behind.find('?');
    return at != std::string_view::npos && at > 0 && std::isspace(static_cast<unsigned char>(behind[at - 1])) != 0
        && behind.find_first_not_of("\"') \t\r\n") == at && !behind.substr(at).starts_with("??");
}

/// "=" or ":", as between a name and what it is given.
bool isAssignment(std::string_view between)
{
    const size_t at = between.find_first_of("=:");
    return at != std::string_view::npos && between.find("==") == std::string_view::npos
        && between.find("=>") == std::string_view::npos && (at == 0 || between[at - 1] != '!');
}

} // namespace

std::optional<SecretLabel> labelBefore(std::string_view before)
{
    const std::string_view all = before.substr(before.size() - std::min(before.size(), evidenceReach));
    const std::string_view near = before.substr(before.size() - std::min(before.size(), labelReach));
    if (isReference(near))
        return std::nullopt;
    const bool isNearHubSpot = namesHubSpot(all);
    const bool isArgument = isWithinCommand(near);
    bool isCondition = false; // "isProd ? A : "
    NameBefore last{.begin = near.size()};
    size_t lines = 0;
    for (int words = 0; words < mostLabelWords && last.begin > 0; ++words) {
        const size_t stop = last.begin;
        last = nameBefore(near, stop);
        const std::string_view behind = near.substr(last.end, stop - last.end); // what stands behind it
        lines += size_t(std::ranges::count(behind, '\n'));
        if (last.name.empty() || lines > mostLabelLines)
            return std::nullopt;
        if (last.name.ends_with("id")) // of a form, a request, a client, a secret
            return std::nullopt;
        if (isArgument && (words > 0 || behind.find_first_of("=:") == std::string_view::npos)
            && !near.substr(last.begin).starts_with("--") && last.name != "bearer")
            return std::nullopt;
        const std::string name = joined(last, near, isNearHubSpot);
        if (namesAnother(name))
            return std::nullopt;
        if (const auto label = plainLabel(name))
            return *label == SecretLabel::RefreshToken && !isNearHubSpot ? std::nullopt : label;
        if (const auto label = nearbyLabel(name); label && isNearHubSpot)
            return label;
        const std::string_view sign = trimmed(behind);
        const bool isFallback = sign.starts_with("??") || sign.starts_with("||");
        isCondition = (isCondition && !isAssignment(behind)) || isQuestion(behind);
        const bool isNumber = std::ranges::all_of(name, [](char c) { return c >= '0' && c <= '9'; });
        if (!isNumber && !isCondition && !isFallback && !isOfEnvironment(last, near)
            && std::ranges::find(fillers, name) == fillers.end())
            return std::nullopt;
    }
    return std::nullopt;
}

std::string_view keyBehind(std::string_view before, std::string_view behind)
{
    if (nameBefore(before, before.size()).name != "value")
        return {};
    bool isKey = false;
    constexpr std::string_view between = "\"' \t\r\n,:=";
    for (int words = 0; words < 6; ++words) {
        const size_t begin = std::min(behind.size(), behind.find_first_not_of(between));
        // The next line of YAML says nothing of this one.
        const std::string_view gap = behind.substr(0, begin);
        if (words % 2 == 0 && gap.find('\n') != std::string_view::npos && gap.find(',') == std::string_view::npos)
            return {};
        size_t end = begin;
        while (end < behind.size() && isNameCharacter(behind[end]))
            ++end;
        if (end == begin) // "}", ">": the pair ends
            return {};
        const std::string_view word = behind.substr(begin, end - begin);
        if (isKey)
            return word;
        isKey = words % 2 == 0 && (word == "key" || word == "name");
        behind.remove_prefix(end);
    }
    return {};
}

} // namespace hubwatch
