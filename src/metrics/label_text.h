// Label values and help texts as they stand in a body: where they end, whether they are UTF-8, what they mean.
#pragma once

#include <string>
#include <string_view>

namespace hubwatch {

bool isUtf8(std::string_view text);
/// How many bytes from the beginning on are UTF-8.
size_t utf8Prefix(std::string_view text);

/// The first of `"`, `\`, a newline or a byte above ASCII in [from, end); `end` when there is none.
const char *plainTextEnd(const char *from, const char *end);

/// Replaces `\\`, `\"` and `\n`; as in Prometheus, any other escape stays as it is written.
std::string unescapedLabelValue(std::string_view text);

/// Replaces `\\` and `\n`: the help text of the older format, where a quote needs no escape.
std::string unescapedHelp(std::string_view text);

} // namespace hubwatch
