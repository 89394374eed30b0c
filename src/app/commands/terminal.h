// Whether a person sits at the other end of a stream.
#pragma once

namespace hubwatch {

enum class Stream { Input, Output, Errors };

bool isTerminal(Stream stream);

} // namespace hubwatch
