// SPDX-License-Identifier: MIT
// server.h: the one server (libmicrohttpd), all of it in the calling thread: what is asked is
// answered one after another, so that nothing needs a lock.
#pragma once

#include "cli/web_module.h"

// See WebModule.
Result web_serve(const WebOptions *options);
