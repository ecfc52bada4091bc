# SPDX-License-Identifier: MIT
# What the engine stands on, found on the system: for its own build and for the installed package.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
pkg_check_modules(SDL2 REQUIRED IMPORTED_TARGET sdl2)
pkg_check_modules(X11 REQUIRED IMPORTED_TARGET x11>=1.7)  # only to outlive a display that goes away
pkg_check_modules(SDL2_TTF REQUIRED IMPORTED_TARGET SDL2_ttf)
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(INIH REQUIRED IMPORTED_TARGET inih)  # the machine's settings
pkg_check_modules(JANSSON REQUIRED IMPORTED_TARGET jansson)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)  # digests alone
pkg_check_modules(ZLIB REQUIRED IMPORTED_TARGET zlib)         # the track, packed
pkg_check_modules(CMOCKA IMPORTED_TARGET cmocka)  # for the tests alone
find_program(RSVG_CONVERT rsvg-convert REQUIRED)  # Debian: librsvg2-bin
find_program(ESPEAK_NG espeak-ng REQUIRED)        # Debian: espeak-ng; run as a process, never linked
