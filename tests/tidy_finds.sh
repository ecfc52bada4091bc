#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# tools/tidy finds what it looks for: a made-up tree with one fault of each kind.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
top=$PWD
mkdir -p "$work"/{engine/{low,high},games,include/tiptoe,tests,tools}
cd "$work"
printf 'tiptoe_module(low SEES high)\ntiptoe_module(high\n  USES sqlite IN part)\ntiptoe_module(late SEES high)\n' >CMakeLists.txt
cat >engine/low/a.c <<'END'
#include "high/b.h"
#include <sqlite3.h>
int draw(int *die);
int both(int *die, int *other);
int sum(int *die)
{
    goto out;
out:
    return draw(die) + draw(die);
}
int fine(int *die, int *other)
{
    int first = draw(die), second = draw(die);
    if (draw(die)) draw(die);
    // draw(die) + draw(die)
    return draw(die) && draw(die) ? draw(die) : draw(other) + draw(die) + first + second;
}
END
echo '#include "high/b.h"' >games/b.c
printf '#include <jansson.h>\nvoid f(void) { json_dumpf(0, 0, 0);\njson_loads(0, 0, 0);\nargp_parse(0, 0, 0, 0, 0, 0); rename(0, 0); }\n' >engine/low/json.c
{ echo 'void long_one(void)'; echo '{'; for _ in $(seq 71); do echo '    ;'; done; echo '}'; } >engine/high/long.c
for _ in $(seq 601); do echo; done >engine/high/long_file.c
printf '// %0100d\n' 0 >engine/high/wide.c
touch engine/high/b.h
"$top/tools/tidy" . >said && { echo "tidy called it tidy"; exit 1; }
found() { grep -qF "$1" said || { echo "not found: $1"; cat said; exit 1; }; }
found 'low sees high, which does not stand above it'
found "CMakeLists.txt:4: late is the program's and sees high, which is part's"
found "engine/low/a.c:2: sqlite3.h is session's alone"
found 'engine/low/a.c:7: goto'
found 'engine/low/a.c:9: draw and draw both change die'
found 'games/b.c:1: games may not include high/b.h'
found 'engine/low/json.c:1: jansson.h is session'
found 'engine/low/json.c:2: json_dumpf: session/json_out.h writes JSON'
found 'engine/low/json.c:3: json_loads: fields_parse() reads JSON'
found 'engine/low/json.c:4: argp_parse: cli_parse()'
found 'engine/low/json.c:4: rename: base/whole_file.h writes whole files'
found 'the name b stands twice: engine/high games'
found 'engine/high/long.c:2: a function of 71 lines'
found 'engine/high/long_file.c has 601 lines'
found 'engine/high/wide.c:1: 103 columns'
[ "$(grep -c 'both change' said)" = 1 ] || { cat said; exit 1; }
rm -r engine games
"$top/tools/tidy" . >said && { echo "no source at all, and tidy called it tidy"; exit 1; }
found 'there is no source here'
echo "tools/tidy finds what it looks for"
