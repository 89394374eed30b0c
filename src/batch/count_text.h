// Numbers in sentences.
#pragma once

#include <QString>
#include <cstdint>

namespace hubwatch {

/// "1,204": in English sentences, whatever the system's language.
QString countText(std::int64_t count);

} // namespace hubwatch
