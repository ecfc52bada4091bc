# SPDX-License-Identifier: MIT
# A program is the engine and some games. These functions serve the engine's own build and, once it
# is installed, whoever writes a game outside the tree:
#
#   find_package(tiptoe REQUIRED)
#   tiptoe_program(kites FILES kites.c)          # the whole product, with the game kites in it
#   tiptoe_game_tests(kites_test FILES kites.c)  # the engine's tests of every game, over this one
#
# A game is one file: <id>.c defines `const Game game_<id>`. Its picture card is card_<id>.svg, its
# sticker sticker_<id>.svg, beside it or among the engine's drawings; where there is none a plain one
# is made.

# How every game is compiled. Replays are exact (no contraction), and its state is compared byte for
# byte, so its structs may not need padding (see STATE_BEGIN).
set(TIPTOE_GAME_OPTIONS -std=c17 -Wall -Wextra -Wpedantic -Wshadow -Wvla -Werror=padded
  -Wno-missing-prototypes -ffp-contract=off)

# The list of games: the only registry there is.
function(tiptoe_game_list target)  # IDS...
  set(externs "")
  set(entries "")
  foreach(id IN LISTS ARGN)
    string(APPEND externs "extern const Game game_${id};\n")
    string(APPEND entries "    &game_${id},\n")
  endforeach()
  set(list ${CMAKE_CURRENT_BINARY_DIR}/${target}_list.c)
  file(CONFIGURE OUTPUT ${list} CONTENT "#include \"tiptoe/game.h\"
${externs}const Game *const game_list[] = {\n${entries}};
const int game_count = (int)(sizeof(game_list) / sizeof(game_list[0]));\n" @ONLY)
  target_sources(${target} PRIVATE ${list})
endfunction()

# Gives `ids` the names of FILES, which must be new.
function(tiptoe_game_ids ids)  # FILES...
  set(found "")
  foreach(file IN LISTS ARGN)
    get_filename_component(id ${file} NAME_WE)
    if(id IN_LIST TIPTOE_GAMES OR id IN_LIST found)
      message(FATAL_ERROR "${file}: there is a game called ${id} already; give yours another name")
    endif()
    file(STRINGS ${file} named REGEX "\\.id = \"${id}\"|Game game_${id} = ")
    list(LENGTH named parts)
    if(parts LESS 2)
      message(FATAL_ERROR "${file}: it must define `const Game game_${id}` with `.id = \"${id}\"`, "
        "as the file is called")
    endif()
    list(APPEND found ${id})
  endforeach()
  set(${ids} ${found} PARENT_SCOPE)
endfunction()

# A line to be spoken becomes assets/speech/NAME.flac: a calm British voice, slower than usual speech
# (words a minute), a little higher, gaps of 30 ms between words; or what was recorded under that name.
function(tiptoe_say outputs name text)
  set(said ${CMAKE_CURRENT_BINARY_DIR}/assets/speech/${name}.flac)
  set(raw ${CMAKE_CURRENT_BINARY_DIR}/speech_raw/${name})
  set(recorded ${CMAKE_CURRENT_SOURCE_DIR}/assets/speech/${name}.wav)
  if(EXISTS ${recorded})
    add_custom_command(OUTPUT ${said} COMMAND tiptoe::speech2wav ${recorded} ${said}
      DEPENDS tiptoe::speech2wav ${recorded} COMMENT "Levelling ${name}" VERBATIM)
  else()
    file(MAKE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/speech_raw)
    # A line that did not change keeps its file of text, and is not spoken again.
    file(CONFIGURE OUTPUT ${raw}.txt CONTENT "${text}\n" @ONLY)
    add_custom_command(OUTPUT ${said}
      COMMAND ${ESPEAK_NG} -v en-gb-x-rp+f2 -s 132 -p 58 -g 3 -w ${raw}.wav -f ${raw}.txt
      COMMAND tiptoe::speech2wav ${raw}.wav ${said}
      DEPENDS tiptoe::speech2wav ${raw}.txt COMMENT "Saying ${name}" VERBATIM)
  endif()
  set(${outputs} ${${outputs}} ${said} PARENT_SCOPE)
endfunction()

# A drawing becomes assets/art/NAME.png, of its own width and height in px.
function(tiptoe_draw outputs svg)
  get_filename_component(name ${svg} NAME_WE)
  set(png ${CMAKE_CURRENT_BINARY_DIR}/assets/art/${name}.png)
  add_custom_command(OUTPUT ${png} COMMAND ${RSVG_CONVERT} --format png --output ${png} ${svg}
    DEPENDS ${svg} COMMENT "Drawing ${name}.png" VERBATIM)
  set(${outputs} ${${outputs}} ${png} PARENT_SCOPE)
endfunction()

# What games bring: their card, their sticker and their invitation, which stands in their own file and nowhere else.
function(tiptoe_game_assets outputs)  # FILES...
  set(made "")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${ARGN})
  foreach(file IN LISTS ARGN)
    get_filename_component(id ${file} NAME_WE)
    get_filename_component(folder ${file} ABSOLUTE)
    get_filename_component(folder ${folder} DIRECTORY)
    file(STRINGS ${file} lines REGEX "\\.(title|invite) = \"[^\"]+\"")
    foreach(picture card sticker)
      set(name ${picture}_${id})
      if(EXISTS ${folder}/${name}.svg)
        tiptoe_draw(made ${folder}/${name}.svg)
      elseif(NOT EXISTS ${TIPTOE_ART}/${name}.svg)
        set(TITLE ${id})
        if("${lines}" MATCHES "\\.title = \"([^\"]+)\"")
          string(REGEX REPLACE "[^A-Za-z0-9 ]" "" TITLE "${CMAKE_MATCH_1}")
        endif()
        string(REGEX MATCH "[A-Za-z0-9]" LETTER "${TITLE}")
        configure_file(${TIPTOE_CMAKE}/plain_${picture}.svg.in
          ${CMAKE_CURRENT_BINARY_DIR}/cards/${name}.svg @ONLY)
        tiptoe_draw(made ${CMAKE_CURRENT_BINARY_DIR}/cards/${name}.svg)
      endif()
    endforeach()
    if("${lines}" MATCHES "\\.invite = \"([^\"]+)\"")
      tiptoe_say(made ${id} "${CMAKE_MATCH_1}")
    endif()
  endforeach()
  set(${outputs} ${made} PARENT_SCOPE)
endfunction()

# The assets beside the program: outside the engine's build they are links to the installed ones.
function(tiptoe_assets target)  # FILES...
  if(DEFINED TIPTOE_INSTALLED_ASSETS)
    foreach(kind art sounds speech web)
      file(MAKE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/assets/${kind})
      file(GLOB installed ${TIPTOE_INSTALLED_ASSETS}/${kind}/*)
      foreach(from IN LISTS installed)
        get_filename_component(name ${from} NAME)
        file(CREATE_LINK ${from} ${CMAKE_CURRENT_BINARY_DIR}/assets/${kind}/${name} SYMBOLIC)
      endforeach()
    endforeach()
  endif()
  tiptoe_game_assets(made ${ARGN})
  add_custom_target(${target}_assets DEPENDS ${made})
  if(TARGET assets)
    add_dependencies(${target}_assets assets)
  endif()
  add_dependencies(${target} ${target}_assets)
endfunction()

function(tiptoe_program name)
  cmake_parse_arguments(ARG "" "" "FILES" ${ARGN})
  tiptoe_game_ids(ids ${ARG_FILES})
  add_executable(${name} ${ARG_FILES})
  target_compile_options(${name} PRIVATE ${TIPTOE_GAME_OPTIONS})
  tiptoe_game_list(${name} ${TIPTOE_GAMES} ${ids})
  # All of the program's rooms are in it and seen from without: the modules take them from here.
  list(TRANSFORM TIPTOE_ROOMS REPLACE "(.+)" "$<TARGET_FILE:tiptoe::\\1>" OUTPUT_VARIABLE whole)
  target_link_options(${name} PRIVATE LINKER:--whole-archive ${whole} LINKER:--no-whole-archive)
  set_target_properties(${name} PROPERTIES ENABLE_EXPORTS ON)
  target_link_libraries(${name} PRIVATE tiptoe::cli tiptoe::games)
  foreach(module IN LISTS TIPTOE_MODULES)
    if(TARGET ${module})
      add_dependencies(${name} ${module})
    else()
      file(CREATE_LINK ${TIPTOE_INSTALLED_MODULES}/${module}.so ${CMAKE_CURRENT_BINARY_DIR}/${module}.so
        SYMBOLIC)
    endif()
  endforeach()
  tiptoe_assets(${name} ${ARG_FILES})
endfunction()

# A test that defines __wrap_f() stands before f: it counts its calls.
function(tiptoe_wraps target source)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${source})  # one that wraps more links anew
  file(STRINGS ${source} lines REGEX "__wrap_")
  string(REGEX MATCHALL "__wrap_[a-z_]+" wraps "${lines}")
  list(REMOVE_DUPLICATES wraps)
  list(TRANSFORM wraps REPLACE "__wrap_" "-Wl,--wrap=")
  target_link_options(${target} PRIVATE ${wraps})
endfunction()

# One of the engine's tests of every game, over the games that are listed.
function(tiptoe_game_test target source)
  add_executable(${target} ${source} ${TIPTOE_TESTS}/puppet.c ${TIPTOE_TESTS}/sim.c)
  target_compile_options(${target} PRIVATE -std=c17 -ffp-contract=off -Wno-missing-prototypes)
  target_compile_definitions(${target} PRIVATE _GNU_SOURCE
    TIPTOE_BUILT_ASSETS="${CMAKE_CURRENT_BINARY_DIR}/assets")
  target_include_directories(${target} PRIVATE ${TIPTOE_TESTS} ${TIPTOE_HEADERS})
  target_link_libraries(${target} PRIVATE tiptoe::games tiptoe::demo tiptoe::play tiptoe::render
    PkgConfig::CMOCKA PkgConfig::JANSSON)
  tiptoe_wraps(${target} ${source})
endfunction()

function(tiptoe_game_tests name)
  cmake_parse_arguments(ARG "" "" "FILES" ${ARGN})
  tiptoe_game_ids(ids ${ARG_FILES})
  foreach(test IN LISTS TIPTOE_GAME_TESTS)
    string(REGEX REPLACE "^test_games" "${name}" target ${test})
    tiptoe_game_test(${target} ${TIPTOE_TESTS}/${test}.c)
    target_sources(${target} PRIVATE ${ARG_FILES})
    tiptoe_game_list(${target} ${ids})
    tiptoe_assets(${target} ${ARG_FILES})
    add_test(NAME ${target} COMMAND ${target})
  endforeach()
endfunction()
