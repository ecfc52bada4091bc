// SPDX-License-Identifier: MIT
// stb_image.c: compiles the picture reader of libstb-dev, for PNG only.
#define STBI_ONLY_PNG
#define STB_IMAGE_IMPLEMENTATION
#include <stb/stb_image.h>
