# Cross-building for Windows with mingw-w64 (threads: posix):
#   cmake -S . -B build/windows --toolchain packaging/windows/mingw-w64.cmake \
#         -DHUBWATCH_WINDOWS_PREFIX=/path/to/windows/prefix -DQT_HOST_PATH=/usr -DHUBWATCH_TESTS=OFF
# The prefix holds Qt 6.4 or newer (qtbase, Charts, Svg), zlib, and may hold tl-expected and toml++.
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
set(CMAKE_C_COMPILER x86_64-w64-mingw32-gcc-posix)
set(CMAKE_CXX_COMPILER x86_64-w64-mingw32-g++-posix)
set(CMAKE_RC_COMPILER x86_64-w64-mingw32-windres)
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES HUBWATCH_WINDOWS_PREFIX)
set(CMAKE_FIND_ROOT_PATH /usr/x86_64-w64-mingw32 ${HUBWATCH_WINDOWS_PREFIX})
set(CMAKE_PREFIX_PATH ${HUBWATCH_WINDOWS_PREFIX})
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
