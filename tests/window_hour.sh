#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A scripted therapist in the real window: `tiptoe play` under Xvfb with the drawn child and the real
# model, keys and mouse by XTest. A new child from the start screen to the end page; the plan cut to two
# games of a minute and played whole; and a visit more.   tests/window_hour.sh BUILD keyboard|mouse
# SHOTS=FOLDER: a picture of each page on the way.
set -euo pipefail
build=$1 way=$2
work=$(mktemp -d)
export XDG_CACHE_HOME=${XDG_CACHE_HOME:-$HOME/.cache}  # where the models are
export HOME=$work XDG_STATE_HOME=$work TIPTOE_LOG=info ALSOFT_DRIVERS=null
unset XDG_CONFIG_HOME TIPTOE_STORE TIPTOE_CAMERA TIPTOE_KEYS WAYLAND_DISPLAY
server="" program="" inputs=0 shot=0 seen=0
log=$work/log store=$work/hour.db

leave() {
  [ -z "$program" ] || kill "$program" 2>/dev/null || true
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  wait
  rm -rf "$work"
}
trap leave EXIT

fault() {
  picture fault
  echo "tests/window_hour.sh: by $way: $*" >&2
  tail -n 5 "$log" >&2
  exit 1
}

picture() {  # NAME
  [ -n "${SHOTS:-}" ] || return 0
  shot=$((shot + 1))
  import -window root "$SHOTS/$(printf '%s_%02d_%s' "$way" "$shot" "$1").png"
}

# ---- a person's hands ---------------------------------------------------------------------------

key() {  # KEY...
  local k
  for k in "$@"; do
    xdotool key "$k"
    inputs=$((inputs + 1))
    sleep 0.4
  done
}

# X Y: of the stage, which is 16 wide and 9 high, 80 px a unit.
point() {
  xdotool mousemove "$(awk "BEGIN { print int($1 * 80) }")" "$(awk "BEGIN { print int((9 - $2) * 80) }")"
  sleep 0.2
  xdotool click 1
  inputs=$((inputs + 1))
  sleep 0.4
}

act() {  # KEY X Y: the same by either way
  if [ "$way" = keyboard ]; then key "$1"; else point "$2" "$3"; fi
}

# ---- what is seen -------------------------------------------------------------------------------

# Waits until the log tells PATTERN once more than when it was last waited for.
await() {  # PATTERN SECONDS
  local i
  for ((i = 0; i < 5 * $2; i++)); do
    if tail -n "+$((seen + 1))" "$log" | grep -q "$1"; then
      seen=$((seen + $(tail -n "+$((seen + 1))" "$log" | grep -n "$1" | head -n 1 | cut -d: -f1)))
      sleep 1.2  # a person looks first
      return
    fi
    kill -0 "$program" 2>/dev/null || fault "the program ended before \"$1\""
    sleep 0.2
  done
  fault "\"$1\" did not come in $2 s"
}

page() {  # NAME [SECONDS]
  await "page=$1\$" "${2:-20}"
  picture "$1"
}

begin() {
  : >"$log"
  seen=0
  inputs=0
  "$build/tiptoe" play --camera demo --store "$store" --window 1280x720 2>"$log" >/dev/null &
  program=$!
}

end_of_program() {
  wait "$program" || fault "the program ended with $?"
  program=""
}

limit() {  # MOST WHAT
  echo "$way: $inputs inputs to $2"
  [ "$inputs" -le "$1" ] || fault "$2 took $inputs inputs; at most $1"
}

# ---- the server ---------------------------------------------------------------------------------

exec 3< <(exec Xvfb -displayfd 1 -screen 0 1280x720x24 -nolisten tcp 2>/dev/null)
server=$!
read -r -t 20 display <&3 || { echo "tests/window_hour.sh: no Xvfb: tools/setup xvfb xdotool" >&2; exit 1; }
export DISPLAY=:$display

# ---- a new child --------------------------------------------------------------------------------

begin
page start 60
act h 8.2 0.75
page child  # nobody is in the list
act 6 2.25 5.76
act 4 1.15 5.76
if [ "$way" = keyboard ]; then key 1 1 6; else point 2.25 5.02; fi
for y in 7.2 6.58 5.96 5.34; do act space 14.2 $y; done
picture answered
act Return 13.6 0.68
page plan
act Return 13.7 0.7
page schedule
page game 30
await "session=.*recording" 90
limit 12 "the first game of a new child"
sleep 60
picture play
act space 1.15 0.65
sleep 1
picture stop
act Return 5.6 2.6
page after 240
act 4 11.98 6.89
act 2 7.44 4.71
picture rated
act q 3.45 0.65
page goodbye
page end 30
act e 14.4 3.3
picture note
if [ "$way" = keyboard ]; then key d r u m s; else point 5.75 5.32; fi
act Return 13.6 0.68
picture noted
act Return 13.6 0.65

# ---- the plan is cut to two games of a minute ---------------------------------------------------

page children
act 1 2.24 6.0
page plan
act w 10.78 0.7
page child  # "scores only" loses the track at the next start
[ "$way" != keyboard ] || key Up
act space 14.35 3.35
picture consent
act Return 13.6 0.68
page plan
act 3 7.8 5.72
act o 14.83 1.82
act 1 1.9 5.72
[ "$way" != keyboard ] || key Tab Tab Tab Tab Tab Tab
act space 3.75 1.82
act 2 4.85 5.72
act space 3.75 1.82
picture cut
act Return 13.7 0.7
page schedule
await "session=.*recording" 90
page after 180
act 5 14.25 6.89
act 1 5.17 4.71
act Return 13.6 0.65
page break
act Return 14.2 0.55
page choice
act 2 11.6 5.6
await "session=.*recording" 90
page after 180
act 3 9.71 6.89
act 3 9.71 4.71
act Return 13.6 0.65
page goodbye
page end 30
act Return 13.6 0.65
page children
act Escape 14.72 8.58
page start
act Escape 1.65 0.43
act Return 9.7 3.7
end_of_program

# ---- a visit more -------------------------------------------------------------------------------

begin
page children 60
act 1 2.24 6.0
page plan
act Return 13.7 0.7
await "session=.*recording" 90
limit 3 "the first game of the next visit"
act space 1.15 0.65
sleep 1
act q 8 2.6
page after 30
act q 3.45 0.65
page end 60
act Return 13.6 0.65
page children
act Escape 14.72 8.58
page start
act Escape 1.65 0.43
act Return 9.7 3.7
end_of_program

# ---- what is kept -------------------------------------------------------------------------------

TIPTOE_LOG=error
kept=$("$build/tiptoe" sessions --store "$store" --json | grep -c '"uuid"')
[ "$kept" = 4 ] || fault "$kept sessions are kept, not 4"
for id in 2 3 4; do "$build/tiptoe" replay "$id" --verify --store "$store"; done
echo "by $way alone: $kept sessions, from the start screen to the end pages"
