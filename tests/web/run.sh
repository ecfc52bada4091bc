#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The clinic's pages in Debian's Chromium, and its exports before validators, as ctest runs them:
# run.sh PROGRAM SEED. SEED (tools/seed-clinic's program) makes the store that is looked at. Where node,
# Chromium or the packages of package-lock.json are missing (tools/test installs them) it is skipped,
# and told. TIPTOE_SHOTS: a folder for pictures of the pages; TIPTOE_WEB: one of the files alone.
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
command -v pdftotext >/dev/null && command -v pdffonts >/dev/null || skip "there is no pdftotext here"
[ -d node_modules/playwright-core ] || skip "its packages are not installed: npm ci in tests/web"

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export TIPTOE_CLINIC=$folder/clinic.db
"$2" --store "$TIPTOE_CLINIC" --children 3 --plays 15 --tracks 15 --checkups 5 --weeks 8 2>"$folder/said" ||
  { cat "$folder/said"; exit 1; }
"$node" --test ${TIPTOE_WEB:-*.test.mjs}
