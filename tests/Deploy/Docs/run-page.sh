#!/usr/bin/env bash
# Runs the commands of a page as they stand, in a small world of their own: a network that ends at this script, in which
# example.com is a server here, and an empty home. Whatever the page started ends with it.
#   run-page.sh DIRECTORY-OF-THE-PROGRAM PAGE.SH
set -euo pipefail

# An address that is nobody's inner network, so that the proxy needs no exception to reach it.
readonly OUTSIDE=93.184.215.14

if [ "${3:-}" != inside ]; then
  exec unshare --map-root-user --net --mount --pid --fork --kill-child --mount-proc "$0" "$1" "$2" inside
fi

program=$1 page=$2
work="$(dirname "$page")"
ip link set lo up
ip address add "$OUTSIDE/32" dev lo
printf '127.0.0.1 localhost\n%s example.com\n' "$OUTSIDE" >"$work/hosts"
mount --bind "$work/hosts" /etc/hosts

mkdir -p "$work/outside" "$work/bin" "$work/home" "$work/here"
printf 'hello\n' >"$work/outside/index.html"
python3 -m http.server --directory "$work/outside" --bind "$OUTSIDE" 80 >/dev/null 2>&1 &
ln -s "$program/pipelock" "$work/bin/pipelock"

# A token of the right shape that nobody ever issued.
export SOME_TOKEN="ghp_$(printf 'docs%.0s' {1..9})"
export HOME="$work/home" PATH="$work/bin:$PATH"
# Rules are compiled once for all pages.
export XDG_CACHE_HOME="${PIPELOCK_DOCS_CACHE:-${TMPDIR:-/tmp}/pipelock-docs-cache}"
cd "$work/here"
timeout 120 bash -euo pipefail "$page"
