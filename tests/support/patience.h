// patience(): how many times slower than on a machine of its own, and without sanitizers, a test may be.
#pragma once

#include <QtGlobal>
#include <algorithm>

namespace hubwatch::testing {

/// The preset with sanitizers says 5. For times that guard against something that hangs or grows; what is promised is
/// measured in tests/bench.
inline int patience()
{
    return std::max(1, qEnvironmentVariableIntValue("HUBWATCH_PATIENCE"));
}

} // namespace hubwatch::testing
