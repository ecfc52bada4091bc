# SPDX-License-Identifier: MIT
# What only the modules stand on: for the engine's own build. A game outside the tree is built without
# them, since the modules come ready.
pkg_check_modules(OPENAL REQUIRED IMPORTED_TARGET openal)
pkg_check_modules(SNDFILE REQUIRED IMPORTED_TARGET sndfile)
find_library(SONIC_LIBRARY sonic REQUIRED)  # speech slower and faster, in its own pitch
pkg_check_modules(EBUR128 REQUIRED IMPORTED_TARGET libebur128)  # loudness, as the assets are built
pkg_check_modules(AVFORMAT REQUIRED IMPORTED_TARGET libavformat)  # clips
pkg_check_modules(AVCODEC REQUIRED IMPORTED_TARGET libavcodec)    # clips, and pictures but JPEG
pkg_check_modules(AVUTIL REQUIRED IMPORTED_TARGET libavutil)
pkg_check_modules(SWSCALE REQUIRED IMPORTED_TARGET libswscale)
pkg_check_modules(TURBOJPEG REQUIRED IMPORTED_TARGET libturbojpeg)
pkg_check_modules(MICROHTTPD REQUIRED IMPORTED_TARGET libmicrohttpd)  # the clinic's pages
pkg_check_modules(GNUTLS REQUIRED IMPORTED_TARGET gnutls)             # their certificate
pkg_check_modules(PANGOCAIRO REQUIRED IMPORTED_TARGET pangocairo)     # reports on paper
pkg_check_modules(CAIRO REQUIRED IMPORTED_TARGET cairo-pdf)
pkg_check_modules(RSVG REQUIRED IMPORTED_TARGET librsvg-2.0>=2.52)    # their charts
find_library(XNNPACK_LIBRARY XNNPACK REQUIRED)
find_library(PTHREADPOOL_LIBRARY pthreadpool REQUIRED)
find_library(DNNL_LIBRARY dnnl REQUIRED)
find_library(GOMP_LIBRARY NAMES gomp libgomp.so.1 REQUIRED)  # whose threads oneDNN takes
find_path(STB_INCLUDE_DIR stb/stb_image.h REQUIRED)

# Only these parts of OpenCV: colour and warp. Debian's config files come with the whole of it (a
# gigabyte), so the parts are named here. Its headers are not held to our warnings.
add_library(opencv INTERFACE IMPORTED)
find_path(OPENCV_INCLUDE_DIR opencv2/core.hpp PATH_SUFFIXES opencv4 REQUIRED)
target_include_directories(opencv SYSTEM INTERFACE ${OPENCV_INCLUDE_DIR})
foreach(part core imgproc)
  find_library(OPENCV_${part} opencv_${part} REQUIRED)
  target_link_libraries(opencv INTERFACE ${OPENCV_${part}})
endforeach()
add_library(xnnpack INTERFACE IMPORTED)
target_link_libraries(xnnpack INTERFACE ${XNNPACK_LIBRARY} ${PTHREADPOOL_LIBRARY})

# What `tiptoe --version` says of them.
file(STRINGS ${OPENCV_INCLUDE_DIR}/opencv2/core/version.hpp numbers REGEX "#define CV_VERSION_(MAJOR|MINOR|REVISION)")
string(REGEX MATCHALL "[0-9]+" numbers "${numbers}")
list(JOIN numbers "." OPENCV_VERSION)
set(TIPTOE_GYM_LIBRARIES "OpenCV ${OPENCV_VERSION}, SDL2 ${SDL2_VERSION}, SDL2_ttf ${SDL2_TTF_VERSION}, \
OpenAL ${OPENAL_VERSION}, libsndfile ${SNDFILE_VERSION}, libavformat ${AVFORMAT_VERSION}, \
libavcodec ${AVCODEC_VERSION}, libswscale ${SWSCALE_VERSION}, libturbojpeg ${TURBOJPEG_VERSION}")
add_library(onednn INTERFACE IMPORTED)
target_link_libraries(onednn INTERFACE ${DNNL_LIBRARY} ${GOMP_LIBRARY})
