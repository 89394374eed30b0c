// Numbers as JavaScript prints them, since that is what prom-client sends.
#pragma once

#include <string>

namespace hubwatch {

/// Appends `value` as `${value}` does: shortest digits that read back, plain between 1e-6 and 1e21, else "1e+21".
/// Not-a-number and the infinities are "Nan", "+Inf" and "-Inf", prom-client's own words.
void appendJsNumber(std::string &text, double value);

} // namespace hubwatch
