#include "app/commands/terminal.h"

#include <QtGlobal>

#ifdef Q_OS_WIN
#include <io.h>
#else
#include <unistd.h>
#endif

namespace hubwatch {

bool isTerminal(Stream stream)
{
#ifdef Q_OS_WIN
    return _isatty(int(stream)) != 0;
#else
    return ::isatty(int(stream)) != 0;
#endif
}

} // namespace hubwatch
