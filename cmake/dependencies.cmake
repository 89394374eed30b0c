# What Hubwatch stands on. Debian 12 has every package; elsewhere QtKeychain and the two
# header-only ones are fetched at a pinned version where the system has none.
include(FetchContent)

find_package(Qt6 6.4 REQUIRED COMPONENTS Core Network NetworkAuth Sql Gui Widgets Charts Svg)
if(UNIX AND NOT APPLE)
  find_package(Qt6 6.4 REQUIRED COMPONENTS DBus) # a part of Qt's base; asks how the keychain stands
endif()
if(HUBWATCH_TESTS)
  find_package(Qt6 6.4 REQUIRED COMPONENTS Test)
endif()
find_package(ZLIB REQUIRED)

find_package(tl-expected CONFIG QUIET)
if(NOT TARGET tl::expected)
  FetchContent_Declare(tl-expected GIT_REPOSITORY https://github.com/TartanLlama/expected.git GIT_TAG v1.1.0)
  set(EXPECTED_BUILD_TESTS OFF)
  FetchContent_MakeAvailable(tl-expected)
endif()

find_package(tomlplusplus CONFIG QUIET)
if(NOT TARGET tomlplusplus::tomlplusplus)
  FetchContent_Declare(tomlplusplus GIT_REPOSITORY https://github.com/marzer/tomlplusplus.git GIT_TAG v3.4.0)
  FetchContent_MakeAvailable(tomlplusplus)
endif()

find_package(Qt6Keychain CONFIG QUIET)
if(NOT TARGET Qt6Keychain::Qt6Keychain)
  FetchContent_Declare(qtkeychain GIT_REPOSITORY https://github.com/frankosterfeld/qtkeychain.git GIT_TAG 0.14.3)
  set(BUILD_WITH_QT6 ON)
  set(BUILD_TRANSLATIONS OFF)
  set(BUILD_TEST_APPLICATION OFF)
  FetchContent_MakeAvailable(qtkeychain)
  add_library(Qt6Keychain::Qt6Keychain ALIAS qt6keychain)
  # Its own tree has the headers beside the sources; an installed one has them under qt6keychain/.
  file(WRITE ${PROJECT_BINARY_DIR}/qtkeychain/qt6keychain/keychain.h "#include <keychain.h>\n")
  target_include_directories(qt6keychain INTERFACE $<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/qtkeychain>)
endif()
