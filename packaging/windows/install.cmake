# Windows: one folder with everything beside the programs, and the NSIS installer. Works from Linux too (mingw-w64.cmake),
# where no deploy tool runs; hence the list.
cmake_path(GET Qt6_DIR PARENT_PATH qt)      # lib/cmake
cmake_path(GET qt PARENT_PATH qt)           # lib
cmake_path(GET qt PARENT_PATH qt)
foreach(module Core Gui Widgets Charts Network Sql Svg OpenGL OpenGLWidgets)
  install(FILES ${qt}/bin/Qt6${module}.dll DESTINATION ${CMAKE_INSTALL_BINDIR})
endforeach()
foreach(plugin platforms/qwindows tls/qschannelbackend sqldrivers/qsqlite imageformats/qsvg iconengines/qsvgicon)
  cmake_path(GET plugin PARENT_PATH kind)
  install(FILES ${qt}/plugins/${plugin}.dll DESTINATION ${CMAKE_INSTALL_BINDIR}/${kind})
endforeach()
# Its name differs between Qt 6.4 (qwindowsvistastyle) and 6.7 (qmodernwindowsstyle).
file(GLOB styles ${qt}/plugins/styles/*.dll)
install(FILES ${styles} DESTINATION ${CMAKE_INSTALL_BINDIR}/styles)
if(MINGW)
  foreach(runtime libstdc++-6 libgcc_s_seh-1 libwinpthread-1)
    execute_process(COMMAND ${CMAKE_CXX_COMPILER} -print-file-name=${runtime}.dll
      OUTPUT_VARIABLE path OUTPUT_STRIP_TRAILING_WHITESPACE)
    install(FILES ${path} DESTINATION ${CMAKE_INSTALL_BINDIR})
  endforeach()
endif()

set(CPACK_GENERATOR NSIS64 ZIP)
set(CPACK_PACKAGE_INSTALL_DIRECTORY Hubwatch)
set(CPACK_PACKAGE_EXECUTABLES hubwatch Hubwatch)
set(CPACK_NSIS_DISPLAY_NAME Hubwatch)
set(CPACK_NSIS_MODIFY_PATH ON)
set(CPACK_NSIS_ENABLE_UNINSTALL_BEFORE_INSTALL ON)
# Debian's default stub is a 32-bit program.
set(CPACK_NSIS_DEFINES "Target amd64-unicode")
