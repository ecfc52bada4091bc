# SPDX-License-Identifier: MIT
# What the engine stands on, found on the system: for its own build and for the installed package.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
pkg_check_modules(SDL2 REQUIRED IMPORTED_TARGET sdl2)
pkg_check_modules(SDL2_TTF REQUIRED IMPORTED_TARGET SDL2_ttf)
pkg_check_modules(OPENAL REQUIRED IMPORTED_TARGET openal)
pkg_check_modules(SNDFILE REQUIRED IMPORTED_TARGET sndfile)
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(JANSSON REQUIRED IMPORTED_TARGET jansson)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)  # digests alone
pkg_check_modules(ZLIB REQUIRED IMPORTED_TARGET zlib)         # the track, packed
pkg_check_modules(CMOCKA IMPORTED_TARGET cmocka)  # for the tests alone
find_library(XNNPACK_LIBRARY XNNPACK REQUIRED)
find_library(PTHREADPOOL_LIBRARY pthreadpool REQUIRED)
find_path(STB_INCLUDE_DIR stb/stb_image.h REQUIRED)
find_program(RSVG_CONVERT rsvg-convert REQUIRED)  # Debian: librsvg2-bin
find_program(ESPEAK_NG espeak-ng REQUIRED)        # Debian: espeak-ng; run as a process, never linked

# Only these parts of OpenCV: capture, colour, warp, pictures, flow. Debian's config files come with
# the whole of it (a gigabyte), so the parts are named here. Its headers are not held to our warnings.
add_library(opencv INTERFACE IMPORTED)
find_path(OPENCV_INCLUDE_DIR opencv2/core.hpp PATH_SUFFIXES opencv4 REQUIRED)
target_include_directories(opencv SYSTEM INTERFACE ${OPENCV_INCLUDE_DIR})
foreach(part core imgproc imgcodecs videoio video)
  find_library(OPENCV_${part} opencv_${part} REQUIRED)
  target_link_libraries(opencv INTERFACE ${OPENCV_${part}})
endforeach()
add_library(xnnpack INTERFACE IMPORTED)
target_link_libraries(xnnpack INTERFACE ${XNNPACK_LIBRARY} ${PTHREADPOOL_LIBRARY})
