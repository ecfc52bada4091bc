# The authored scores and lines become sounds: assets/sounds/NAME.score -> <build>/assets/sounds/
# NAME.wav, and each line of assets/speech/speech.txt and each game's
# invitation -> <build>/assets/speech/NAME.wav.
find_program(ESPEAK_NG espeak-ng REQUIRED)  # Debian: espeak-ng; run as a process, never linked

add_executable(score2wav tools/score2wav.c tools/synth.c tools/sound_out.c)
add_executable(speech2wav tools/speech2wav.c tools/sound_out.c)
target_compile_options(score2wav PRIVATE -O2)  # in debug builds too: they play minutes of music
target_link_libraries(score2wav PkgConfig::SNDFILE m)
target_link_libraries(speech2wav PkgConfig::SNDFILE m)

set(SOUND_FOLDER ${CMAKE_BINARY_DIR}/assets/sounds)
set(SPEECH_FOLDER ${CMAKE_BINARY_DIR}/assets/speech)
set(SPEECH_RAW ${CMAKE_BINARY_DIR}/speech_raw)
file(MAKE_DIRECTORY ${SOUND_FOLDER} ${SPEECH_FOLDER} ${SPEECH_RAW})
set(SOUNDS "")

file(GLOB SCORES CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/assets/sounds/*.score)
foreach(score IN LISTS SCORES)
  get_filename_component(name ${score} NAME_WE)
  set(wav ${SOUND_FOLDER}/${name}.wav)
  add_custom_command(OUTPUT ${wav} COMMAND score2wav ${score} ${wav}
    DEPENDS score2wav ${score} COMMENT "Playing ${name}.wav" VERBATIM)
  list(APPEND SOUNDS ${wav})
endforeach()

# A calm British voice: slower than usual speech (words a minute), a little higher, gaps of 30 ms
# between words.
set(VOICE -v en-gb-x-rp+f2 -s 132 -p 58 -g 3)

set(lines ${CMAKE_SOURCE_DIR}/assets/speech/speech.txt)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${lines})
file(STRINGS ${lines} LINES REGEX "^[a-z_0-9]+\\|")
# A game's invitation stands in its own file and nowhere else.
file(GLOB INVITING CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/games/*.c)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${INVITING})
foreach(game IN LISTS INVITING)
  get_filename_component(id ${game} NAME_WE)
  file(STRINGS ${game} invite REGEX "\\.invite = \"[^\"]+\"")
  if(invite MATCHES "\\.invite = \"([^\"]+)\"")
    list(APPEND LINES "${id}|${CMAKE_MATCH_1}")
  endif()
endforeach()
foreach(line IN LISTS LINES)
  string(REGEX MATCH "^([a-z_0-9]+)\\|(.+)$" matched "${line}")
  set(name ${CMAKE_MATCH_1})
  set(wav ${SPEECH_FOLDER}/${name}.wav)
  set(recorded ${CMAKE_SOURCE_DIR}/assets/speech/${name}.wav)
  if(EXISTS ${recorded})
    add_custom_command(OUTPUT ${wav} COMMAND speech2wav ${recorded} ${wav}
      DEPENDS speech2wav ${recorded} COMMENT "Levelling ${name}.wav" VERBATIM)
  else()
    # A line that did not change keeps its file of text, and is not spoken again.
    file(CONFIGURE OUTPUT ${SPEECH_RAW}/${name}.txt CONTENT "${CMAKE_MATCH_2}\n" @ONLY)
    add_custom_command(OUTPUT ${wav}
      COMMAND ${ESPEAK_NG} ${VOICE} -w ${SPEECH_RAW}/${name}.wav -f ${SPEECH_RAW}/${name}.txt
      COMMAND speech2wav ${SPEECH_RAW}/${name}.wav ${wav}
      DEPENDS speech2wav ${SPEECH_RAW}/${name}.txt COMMENT "Saying ${name}.wav" VERBATIM)
  endif()
  list(APPEND SOUNDS ${wav})
endforeach()

add_custom_target(assets_audio ALL DEPENDS ${SOUNDS})
if(TARGET assets)
  add_dependencies(assets assets_audio)
endif()
