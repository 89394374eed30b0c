# Unity builds: all files of a folder compiled as one, which is what CI's two cores can do in time. Folders are kept apart,
# so that names in anonymous namespaces need only differ within one.
option(HUBWATCH_UNITY "Compile each folder as one file" OFF)

function(hubwatch_unity target)
  if(NOT HUBWATCH_UNITY)
    return()
  endif()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  # GCC takes what a .cpp keeps to itself for a header's, since the file it compiles is a generated one.
  target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
  get_target_property(sources ${target} SOURCES)
  get_target_property(directory ${target} SOURCE_DIR)
  foreach(source IN LISTS sources)
    if(NOT source MATCHES "\\.cpp$")
      continue()
    endif()
    cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY ${directory} OUTPUT_VARIABLE path)
    cmake_path(GET path PARENT_PATH folder)
    cmake_path(RELATIVE_PATH folder BASE_DIRECTORY ${PROJECT_SOURCE_DIR})
    string(MAKE_C_IDENTIFIER "${folder}" group)
    set_source_files_properties(${path} TARGET_DIRECTORY ${target} PROPERTIES UNITY_GROUP ${group})
  endforeach()
endfunction()

# Tests: some files at a time, whatever their folder. Names in their anonymous namespaces must differ within a program. Call it
# behind what links the project's own warnings: a constant of one file is no reason to forbid its name to the next.
add_library(hubwatch_unity_warnings INTERFACE)
target_compile_options(hubwatch_unity_warnings INTERFACE
  $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage -Wno-shadow>)

# What is watched is the code under test: its tests are compiled without undefined's checks, in 27 s of CPU for twelve
# of them instead of 38.
add_library(hubwatch_test_sanitizers INTERFACE)
if(HUBWATCH_SANITIZE MATCHES "undefined" AND NOT MSVC)
  target_compile_options(hubwatch_test_sanitizers INTERFACE -fno-sanitize=undefined)
endif()

function(hubwatch_unity_test program)
  target_link_libraries(${program} PRIVATE hubwatch_test_sanitizers)
  if(NOT HUBWATCH_UNITY)
    return()
  endif()
  set_target_properties(${program} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE BATCH UNITY_BUILD_BATCH_SIZE 12)
  target_link_libraries(${program} PRIVATE hubwatch_unity_warnings)
endfunction()
