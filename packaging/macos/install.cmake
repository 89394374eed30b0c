# macOS: an application with Qt inside, in a disk image.
if(TARGET hubwatch)
  set_target_properties(hubwatch PROPERTIES
    MACOSX_BUNDLE ON
    MACOSX_BUNDLE_BUNDLE_NAME Hubwatch
    MACOSX_BUNDLE_GUI_IDENTIFIER org.hubwatch.Hubwatch
    MACOSX_BUNDLE_BUNDLE_VERSION ${PROJECT_VERSION}
    MACOSX_BUNDLE_SHORT_VERSION_STRING ${PROJECT_VERSION})
  # The argument's name changed; before 6.5 the application runs with the Qt that it was built with.
  if(Qt6_VERSION VERSION_GREATER_EQUAL 6.5)
    qt_generate_deploy_app_script(TARGET hubwatch OUTPUT_SCRIPT deploy NO_UNSUPPORTED_PLATFORM_ERROR)
    install(SCRIPT ${deploy})
  endif()
endif()
set(CPACK_GENERATOR DragNDrop)
set(CPACK_DMG_VOLUME_NAME Hubwatch)
