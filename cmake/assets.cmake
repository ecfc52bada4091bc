# SPDX-License-Identifier: MIT
# What is authored becomes what is shown and heard, in <build>/assets: assets/art/NAME.svg a picture,
# assets/sounds/NAME.score a sound, each line of assets/speech/speech.txt and each game's invitation
# a spoken line.
add_executable(score2wav tools/score2wav.c tools/synth.c tools/sound_out.c)
add_executable(speech2wav tools/speech2wav.c tools/sound_out.c)
add_executable(tiptoe::speech2wav ALIAS speech2wav)
target_compile_options(score2wav PRIVATE -O2)  # in debug builds too: they play minutes of music
target_link_libraries(score2wav PkgConfig::SNDFILE PkgConfig::EBUR128 m)
target_link_libraries(speech2wav PkgConfig::SNDFILE PkgConfig::EBUR128 m)

# Pictures and sounds do not depend on the compiler: a build may take those of another one.
if(TIPTOE_ASSETS_OF)
  if(NOT IS_SYMLINK ${CMAKE_BINARY_DIR}/assets)
    file(REMOVE_RECURSE ${CMAKE_BINARY_DIR}/assets)
    file(CREATE_LINK ${TIPTOE_ASSETS_OF}/assets ${CMAKE_BINARY_DIR}/assets SYMBOLIC)
  endif()
  add_custom_target(assets ALL COMMAND ${CMAKE_COMMAND} --build ${TIPTOE_ASSETS_OF} --target assets)
  return()
endif()

foreach(kind art sounds speech web)
  file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/assets/${kind})
endforeach()
set(ASSETS "")

file(GLOB ART_FILES CONFIGURE_DEPENDS ${TIPTOE_ART}/*.svg)
foreach(svg IN LISTS ART_FILES)
  tiptoe_draw(ASSETS ${svg})
endforeach()

file(GLOB SCORES CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/assets/sounds/*.score)
foreach(score IN LISTS SCORES)
  get_filename_component(name ${score} NAME_WE)
  set(sound ${CMAKE_BINARY_DIR}/assets/sounds/${name}.flac)
  add_custom_command(OUTPUT ${sound} COMMAND score2wav ${score} ${sound}
    DEPENDS score2wav ${score} COMMENT "Playing ${name}" VERBATIM)
  list(APPEND ASSETS ${sound})
endforeach()

set(lines ${CMAKE_SOURCE_DIR}/assets/speech/speech.txt)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${lines})
file(STRINGS ${lines} LINES REGEX "^[a-z_0-9]+\\|")
foreach(line IN LISTS LINES)
  string(REGEX MATCH "^([a-z_0-9]+)\\|(.+)$" matched "${line}")
  tiptoe_say(ASSETS ${CMAKE_MATCH_1} "${CMAKE_MATCH_2}")
endforeach()
tiptoe_game_assets(game_assets ${GAME_FILES})

# The clinic's pages, their style and scripts are taken as they are.
file(GLOB WEB_FILES CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/assets/web/*)
foreach(file IN LISTS WEB_FILES)
  get_filename_component(name ${file} NAME)
  set(copy ${CMAKE_BINARY_DIR}/assets/web/${name})
  add_custom_command(OUTPUT ${copy} COMMAND ${CMAKE_COMMAND} -E copy ${file} ${copy}
    DEPENDS ${file} COMMENT "Taking ${name}" VERBATIM)
  list(APPEND ASSETS ${copy})
endforeach()

# A picture whose drawing is gone goes too.
file(GLOB gone ${CMAKE_BINARY_DIR}/assets/art/*.png)
list(REMOVE_ITEM gone ${ASSETS} ${game_assets})
if(gone)
  file(REMOVE ${gone})
endif()

add_custom_target(assets ALL DEPENDS ${ASSETS} ${game_assets})
