# SPDX-License-Identifier: MIT
# cmake -D SOURCE=... -D OUTPUT=... -P build_commit.cmake: the commit that SOURCE is at, as one header, which
# is written anew only where it changes. Without git, or outside of our own repository, it is "unknown".
set(commit unknown)
find_program(GIT git)
if(GIT)
  # --show-prefix: sources unpacked inside somebody's repository are not of that one.
  execute_process(COMMAND ${GIT} -C ${SOURCE} rev-parse --show-prefix --short=12 HEAD
    OUTPUT_VARIABLE answer ERROR_QUIET RESULT_VARIABLE failed)
  if(NOT failed AND answer MATCHES "^\n([0-9a-f]+)\n$")
    set(commit ${CMAKE_MATCH_1})
    execute_process(COMMAND ${GIT} --no-optional-locks -C ${SOURCE} status --porcelain --
        CMakeLists.txt assets cmake engine games include tools
      OUTPUT_VARIABLE changed ERROR_QUIET RESULT_VARIABLE failed)
    if(failed OR NOT changed STREQUAL "")
      string(APPEND commit -dirty)
    endif()
  endif()
endif()
file(CONFIGURE OUTPUT ${OUTPUT} CONTENT "#define TIPTOE_COMMIT \"${commit}\"\n" @ONLY)
