// The shapes that HubSpot's credentials have, and what tells a real one from an example. Pure, over bytes.
#pragma once

#include <QtGlobal>
#include <string_view>

namespace hubwatch {

bool isHexDigit(char c);
bool isWordCharacter(char c);   ///< as \w: a letter, a digit, "_"; of ASCII
bool isBase64Character(char c); ///< of either alphabet; "=" is none, it ends and separates

/// "4-4-4-12" hex digits in groups stand at `first`, which is where its first hyphen of a UUID would be.
bool isUuidTail(std::string_view text, size_t first);
/// How long the hublet is that ends at `end`: letters of two and up to three digits; 0 where there is none.
size_t hubletBefore(std::string_view text, size_t end);
/// Whether a token may begin at `at`: not within a word. What an escape ("\n", "%20") ends with is no word.
bool beginsToken(std::string_view text, size_t at);

/// Whether text is made of words, as identifiers are, and not of random characters.
bool isWordy(std::string_view text);
/// Whether hex digits (hyphens are passed over) are too regular to be anything but an example: few different ones,
/// runs such as 1234 5678, abcd, 1a2b3c, or a UUID that documentation everywhere shows.
bool isInvented(std::string_view digits);
/// Bits a character, by how often each occurs.
double entropyOf(std::string_view text);

} // namespace hubwatch
