# The authored drawings become pictures: assets/art/NAME.svg -> <build>/assets/art/NAME.png. The
# size in px is the drawing's own width and height. Sounds and speech are in assets_audio.cmake.
find_program(RSVG_CONVERT rsvg-convert REQUIRED)  # Debian: librsvg2-bin

file(GLOB ART_FILES CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/assets/art/*.svg)
set(ART_FOLDER ${CMAKE_BINARY_DIR}/assets/art)
file(MAKE_DIRECTORY ${ART_FOLDER})
set(ART_PICTURES "")
foreach(svg IN LISTS ART_FILES)
  get_filename_component(name ${svg} NAME_WE)
  set(png ${ART_FOLDER}/${name}.png)
  add_custom_command(OUTPUT ${png}
    COMMAND ${RSVG_CONVERT} --format png --output ${png} ${svg}
    DEPENDS ${svg} COMMENT "Drawing ${name}.png" VERBATIM)
  list(APPEND ART_PICTURES ${png})
endforeach()

add_custom_target(assets ALL DEPENDS ${ART_PICTURES})

include(cmake/assets_audio.cmake OPTIONAL)
