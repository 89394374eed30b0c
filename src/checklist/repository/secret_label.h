// What the words in front of a value say it is.
#pragma once

#include <optional>
#include <string_view>

namespace hubwatch {

enum class SecretLabel { ApiKey, ClientSecret, AccessToken, RefreshToken, CliKey };

/// By the nearest name in front: `before` ends where the value begins. "hubspot: { apiKey: '", "?hapikey=", "- name:
/// HUBSPOT_CLIENT_SECRET\n  value: ". Any other name in between ("formId: ", "request ") says that it is no secret:
/// nullopt.
std::optional<SecretLabel> labelBefore(std::string_view before);

/// The key of a pair that has its value first: "\"value\": \"" before it, and "\", \"key\": \"hapikey\"" behind. Else
/// empty.
std::string_view keyBehind(std::string_view before, std::string_view behind);

} // namespace hubwatch
