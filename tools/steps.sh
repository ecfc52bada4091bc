# SPDX-License-Identifier: MIT
# steps.sh: what the tools that install and build share; sourced, at the top of the checkout.

# Root installs, and the rest belongs to whoever the checkout does: else `sudo tools/run` would leave
# a build and models that its user can neither write nor find.
go_on_as_owner() {  # COMMAND...: in place of this one, if root works in another's checkout
  local owner home
  owner=$(stat -c %u .)
  [ "$(id -u)" = 0 ] && [ "$owner" != 0 ] || return 0
  home=$(getent passwd "$owner" | cut -d: -f6)
  exec setpriv --reuid="$owner" --regid="$(stat -c %g .)" --init-groups \
    env HOME="${home:-/nonexistent}" "$@"
}

# Reads lines that begin with a percentage: a bar on a terminal, elsewhere a line for each quarter.
bar() {  # WORDS
  local share told=-1 full
  while read -r share _; do
    share=${share%%[.,%]*}
    [[ $share =~ ^[0-9]+$ ]] || continue
    if [ -t 2 ]; then
      full=$((share * 30 / 100))
      printf '\r%s: %s [%-30s] %3d %%' "${0#./}" "$1" "$(printf '%*s' "$full" '' | tr ' ' '#')" "$share" >&2
    elif [ $((share / 25)) -gt "$told" ]; then
      told=$((share / 25))
      echo "${0#./}: $1, $share %" >&2
    fi
  done
  [ ! -t 2 ] || echo >&2
}
