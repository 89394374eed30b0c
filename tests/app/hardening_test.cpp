#include "app/hardening.h"

#include <QtGlobal>
#include <gtest/gtest.h>

#ifdef Q_OS_UNIX
#include <cstdlib>
#include <sys/resource.h>
#endif
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace hubwatch {
namespace {

#ifdef Q_OS_UNIX
/// In a process of its own, since there is no way back.
[[noreturn]] void hardenAndTell()
{
    hardenProcess();
    rlimit cores{1, 1};
    bool good = getrlimit(RLIMIT_CORE, &cores) == 0 && cores.rlim_cur == 0 && cores.rlim_max == 0;
#ifdef Q_OS_LINUX
    good = good && prctl(PR_GET_DUMPABLE) == 0;
#endif
    std::_Exit(good ? 0 : 1);
}

TEST(HardeningTest, LeavesNoCoreDump)
{
    EXPECT_EXIT(hardenAndTell(), ::testing::ExitedWithCode(0), "");
}
#endif

} // namespace
} // namespace hubwatch
