// SecretSpot: where in a text a credential lies; the search itself, without lines and columns. Pure.
#pragma once

#include "checklist/repository/secret_rules.h"

#include <functional>
#include <string>
#include <string_view>

namespace hubwatch {

struct SecretSpot {
    SecretKind kind = SecretKind::PrivateAppToken;
    size_t begin = 0;
    size_t end = 0;
    std::string value = {}; ///< the credential itself: of a short life
    bool encoded = false;
};

/// What is looked through. In a binary, and in the name of a file, only what needs no words beside it is looked for;
/// in a binary letters may touch it, as in a database's records.
enum class SecretContent { Text, Binary, Name };

/// All that begin within [from, to) of `text`; what lies around is looked at, too.
void findSecrets(std::string_view text, size_t from, size_t to, SecretContent content,
                 const std::function<void(const SecretSpot &)> &found);

/// "pat-na1-…1a2b".
std::string shownSecret(SecretKind kind, std::string_view value);

} // namespace hubwatch
