# Linux: where desktops and manuals look, and the .deb and .tar.gz.
set(data ${CMAKE_INSTALL_DATADIR})
set(doc ${CMAKE_INSTALL_DATADIR}/doc/hubwatch)
set(linux ${CMAKE_CURRENT_LIST_DIR})
install(FILES ${linux}/org.hubwatch.Hubwatch.desktop DESTINATION ${data}/applications)
install(FILES ${linux}/org.hubwatch.Hubwatch.metainfo.xml DESTINATION ${data}/metainfo)
install(FILES ${PROJECT_SOURCE_DIR}/resources/icons/hubwatch.svg DESTINATION ${data}/icons/hicolor/scalable/apps)
install(FILES ${linux}/copyright DESTINATION ${doc})

# Manuals and the changelog are installed packed, as Debian's policy asks; -n keeps the build repeatable.
find_program(HUBWATCH_GZIP gzip REQUIRED)
function(install_packed file name destination)
  set(packed ${CMAKE_CURRENT_BINARY_DIR}/${name}.gz)
  add_custom_command(OUTPUT ${packed}
    COMMAND ${HUBWATCH_GZIP} -9nc ${file} > ${packed}
    DEPENDS ${file} VERBATIM)
  add_custom_target(packed_${name} ALL DEPENDS ${packed})
  install(FILES ${packed} DESTINATION ${destination})
endfunction()
foreach(program IN LISTS programs)
  install_packed(${linux}/${program}.1 ${program}.1 ${CMAKE_INSTALL_MANDIR}/man1)
endforeach()
install_packed(${linux}/changelog changelog ${doc})

set(CPACK_GENERATOR DEB TGZ)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Loaded at run time, so that no tool finds them in the program.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libqt6sql6-sqlite, libqt6svg6, libsecret-1-0")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-noto-core, gnome-keyring | kwalletmanager")
set(CPACK_SYSTEM_NAME linux-${CMAKE_SYSTEM_PROCESSOR})
