// SPDX-License-Identifier: MIT
// camera_mounts.h: how the cameras of this machine hang, kept by their names. A setting, no
// finding: it is not signed.
#pragma once

#include "base/camera_source.h"
#include "session/store.h"

#define CAMERA_MOUNTS_MAX 32

// In place of what was kept of this camera. USAGE: it has no name. FULL, BUSY, LOST.
Result camera_mount_save(Store *store, const char *camera, CameraMount mount);

// Those that were kept last, and their number; none where the store (NULL: the usual one) cannot be
// read.
int camera_mounts_load(const char *given, KnownMount mounts[CAMERA_MOUNTS_MAX]);

// Keeps what was given for a real camera. Where that fails it is logged, and only asked for again.
void camera_mount_keep(const char *given, const CameraRequest *request, const CameraInfo *info);
