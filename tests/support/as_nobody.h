// Trying what this user may not do, also where tests run as root, who may do everything.
#pragma once

#include <QtGlobal>

#ifdef Q_OS_UNIX
#include <cstdlib>
#include <sys/types.h>
#include <unistd.h>

namespace hubwatch::testing {

/// In the child process of EXPECT_EXIT: gives up root's rights, if it has them, and runs `attempt`, which must end the
/// process. Ends it with 2 when the rights cannot be given up.
template<class Attempt>
[[noreturn]] void asNobody(Attempt attempt)
{
    constexpr uid_t nobody = 65534;
    if (geteuid() == 0 && setuid(nobody) != 0)
        std::_Exit(2);
    attempt();
    std::_Exit(3);
}

} // namespace hubwatch::testing
#endif
