// hardenProcess: keeps the secrets of this program out of what a crash leaves behind.
#pragma once

namespace hubwatch {

/// No core dump is written, and on Linux no other program of this user may look into our memory. First thing in main().
void hardenProcess();

} // namespace hubwatch
