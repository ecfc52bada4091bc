# SPDX-License-Identifier: MIT
# cmake --install BUILD --prefix P: the program, its modules, the program's rooms as libraries (and
# those that the tests of every game need), include/tiptoe, the assets, those tests, and the package that
# find_package(tiptoe) finds. P may be moved afterwards.
include(CMakePackageConfigHelpers)
set(share ${CMAKE_INSTALL_DATADIR}/tiptoe)
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/tiptoe)
set(libraries ${CMAKE_INSTALL_LIBDIR}/tiptoe)

install(TARGETS tiptoe)
install(TARGETS ${TIPTOE_MODULES} LIBRARY DESTINATION ${libraries})
install(TARGETS ${TIPTOE_ROOMS} demo render games speech2wav EXPORT tiptoe
  ARCHIVE DESTINATION ${libraries} RUNTIME DESTINATION ${CMAKE_INSTALL_LIBEXECDIR}/tiptoe)
install(EXPORT tiptoe NAMESPACE tiptoe:: FILE tiptoe-targets.cmake DESTINATION ${package})
install(DIRECTORY include/tiptoe DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY ${CMAKE_BINARY_DIR}/assets/art ${CMAKE_BINARY_DIR}/assets/sounds
  ${CMAKE_BINARY_DIR}/assets/speech ${CMAKE_BINARY_DIR}/assets/web DESTINATION ${share})

# The tests of every game, as sources: they look into the engine, so its headers come with them.
install(DIRECTORY engine/ DESTINATION ${share}/tests/engine FILES_MATCHING PATTERN *.h)
file(GLOB prelude tests/*.h tests/puppet.c tests/sim.c)
list(TRANSFORM TIPTOE_GAME_TESTS REPLACE "(.+)" "tests/\\1.c" OUTPUT_VARIABLE generic)
install(FILES ${prelude} ${generic} DESTINATION ${share}/tests)

configure_package_config_file(cmake/tiptoe-config.cmake.in ${CMAKE_BINARY_DIR}/tiptoe-config.cmake
  INSTALL_DESTINATION ${package} PATH_VARS share libraries)
write_basic_package_version_file(${CMAKE_BINARY_DIR}/tiptoe-config-version.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/tiptoe-config.cmake ${CMAKE_BINARY_DIR}/tiptoe-config-version.cmake
  cmake/libraries.cmake cmake/programs.cmake cmake/plain_card.svg.in cmake/plain_sticker.svg.in
  DESTINATION ${package})
