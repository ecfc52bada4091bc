#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The clinic's pages in Debian's Chromium, as ctest runs it: run.sh PROGRAM. Where node, Chromium or the
# packages of package-lock.json are missing (tools/test installs them) it is skipped, and told.
set -euo pipefail
cd "$(dirname "$0")"
export TIPTOE_PROGRAM=$1

skip() {  # WHY
  echo "skipped: $1"
  [ -z "${TIPTOE_SKIPS:-}" ] || echo "tests/web: $1" >>"$TIPTOE_SKIPS"
  [ -z "${TIPTOE_NO_SKIPS:-}" ] || exit 1
  exit 0
}

node=$(command -v node || command -v nodejs) || skip "there is no node here"
command -v chromium >/dev/null || skip "there is no Chromium here"
[ -d node_modules/playwright-core ] || skip "its packages are not installed: npm ci in tests/web"
exec "$node" --test clinic.test.mjs
