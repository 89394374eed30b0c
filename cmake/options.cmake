# Everything a target of ours is built with. Linked PRIVATE by each one, so nothing leaks to dependencies.
add_library(hubwatch_options INTERFACE)
target_compile_features(hubwatch_options INTERFACE cxx_std_20)
target_compile_definitions(hubwatch_options INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
  QT_NO_FOREACH QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_CONTEXTLESS_CONNECT
  HUBWATCH_VERSION="${PROJECT_VERSION}")
if(MSVC)
  target_compile_options(hubwatch_options INTERFACE /W4 /permissive- /utf-8 $<$<BOOL:${HUBWATCH_WERROR}>:/WX>)
else()
  target_compile_options(hubwatch_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor
    -Woverloaded-virtual -Wold-style-cast -Wswitch-enum $<$<BOOL:${HUBWATCH_WERROR}>:-Werror>)
  if(HUBWATCH_SANITIZE)
    target_compile_options(hubwatch_options INTERFACE -fsanitize=${HUBWATCH_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(hubwatch_options INTERFACE -fsanitize=${HUBWATCH_SANITIZE})
    # GCC 12 sees unset values in every std::optional it instruments; the sanitizers watch for real ones.
    target_compile_options(hubwatch_options INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
  endif()
endif()

# A quick linker where the machine has one: the test programs are many.
find_program(HUBWATCH_MOLD mold)
if(HUBWATCH_MOLD AND UNIX AND NOT APPLE)
  target_link_options(hubwatch_options INTERFACE -fuse-ld=mold)
endif()
find_program(HUBWATCH_CCACHE ccache)
if(HUBWATCH_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${HUBWATCH_CCACHE})
endif()

# Programs land in one folder, so that tests and people find them.
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
