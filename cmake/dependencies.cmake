# What Hubwatch stands on. Debian 12 has every package; elsewhere the two header-only ones are fetched at a pinned version.
include(FetchContent)

find_package(Qt6 6.4 REQUIRED COMPONENTS Core Network Sql Gui Widgets Charts Svg)
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
