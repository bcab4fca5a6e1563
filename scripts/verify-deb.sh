#!/usr/bin/env bash
# Installs a package (built when none is given) in a fresh minimal Debian, and asks its program there.
#   scripts/verify-deb.sh [out/pipelock_VERSION_ARCH.deb]
# Needs root, for the chroot. The minimal system is kept in the cache directory; each run works on a copy of it.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$ROOT"
[ "$(id -u)" -eq 0 ] || die "a chroot needs root"
scripts/ensure-deps.sh debootstrap

package="${1:-$(scripts/package-deb.sh)}"
suite="$(. /etc/os-release && printf '%s' "$VERSION_CODENAME")"
base="${XDG_CACHE_HOME:-$HOME/.cache}/pipelock-fast/$suite"
if [ ! -e "$base/complete" ]; then
  rm -rf "$base"
  mkdir -p "$base"
  # The machine's own package source: it is the one that is known to be reachable.
  mirror="$(apt-get indextargets --format '$(SITE)' | head -n 1)"
  quietly debootstrap --variant=minbase --include=ca-certificates,curl "$suite" "$base/root" "$mirror" ||
    die "no minimal system could be made; see above"
  touch "$base/complete"
fi

work="$(mktemp -d)"
proxy="" server=""
finish() {
  local pid
  for pid in $proxy $server; do stop "$pid"; done
  umount -q "$work/root/proc" || true
  rm -rf --one-file-system "$work"
}
trap finish EXIT
cp -a "$base/root" "$work/root"
root="$work/root"
mount -t proc proc "$root/proc"
cp "$package" "$root/tmp/pipelock.deb"
for file in /etc/resolv.conf /etc/hosts /etc/apt/apt.conf.d/*proxy*; do
  [ ! -e "$file" ] || install -D -m 0644 "$file" "$root$file"
done

into=(chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root)
inside() { "${into[@]}" "$@"; }

quietly inside apt-get update -qq || true
began=$SECONDS
quietly inside env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends /tmp/pipelock.deb ||
  die "the package does not install; see above"
inside pipelock version | head -n 1
inside pipelock check --config /etc/pipelock/pipelock.yaml >/dev/null || die "the packaged configuration is refused"

port="$(free_port)"
# Not through the function: what is started has to be the very process that is stopped.
"${into[@]}" pipelock run --config /etc/pipelock/pipelock.yaml --listen "127.0.0.1:$port" >"$work/log" 2>&1 &
proxy=$!
wait_until 60 "$proxy" inside pipelock healthcheck --addr "127.0.0.1:$port" >/dev/null 2>&1 ||
  { cat "$work/log" >&2; die "the installed program does not answer"; }
say "installed in a fresh $suite: healthy at 127.0.0.1:$port"
status="$(inside curl -s -o /dev/null -w '%{http_code}' -x "http://127.0.0.1:$port" http://169.254.169.254/ || true)"
[ "$status" = 403 ] || die "a request for an internal address was answered $status, not 403"
say "a request for an internal address: $status"

# What a newcomer types, from the installation on; an origin of our own stands for the outside world.
origin=127.77.0.2
origin_port="$(free_port)"
python3 -m http.server --directory "$root/usr/share/doc/pipelock" --bind "$origin" "$origin_port" >/dev/null 2>&1 &
server=$!
wait_until 20 "$server" port_is_open "$origin" "$origin_port" || die "the origin does not start"
printf 'balanced\n127.0.0.1:%s\n/root/pipelock.yaml\n' "$(free_port)" | inside pipelock init >"$work/init" 2>&1 ||
  { cat "$work/init" >&2; die "init did not take the answers"; }
printf '\nssrf:\n  ip_allowlist: ["%s/32"]\n' "$origin" >>"$root/root/pipelock.yaml"
newcomer() { inside pipelock run --config /root/pipelock.yaml -- "$@"; }
status="$(newcomer curl -s -o /dev/null -w '%{http_code}' "http://$origin:$origin_port/README.md" 2>"$work/summary")" ||
  { cat "$work/summary" >&2; die "run -- curl failed"; }
[ "$status" = 200 ] || die "a clean request was answered $status, not 200"
grep -q '^pipelock: 1 requests to 1 hosts, 0 blocked' "$work/summary" || die "no summary: $(cat "$work/summary")"
newcomer pipelock doctor --config /root/pipelock.yaml >"$work/doctor" 2>/dev/null ||
  { cat "$work/doctor" >&2; die "doctor finds something wrong"; }
! grep -v -e '^ok ' -e '^warn name lookups' "$work/doctor" || die "doctor is not content; see above"
took=$((SECONDS - began))
say "init, run -- curl, doctor: all green, $took s after the package came"
[ "$took" -lt 120 ] || die "a newcomer should need less than two minutes"
say "$(cat "$work/doctor")"

inside env DEBIAN_FRONTEND=noninteractive apt-get purge -y pipelock >/dev/null 2>&1 ||
  die "the package does not go away"
[ ! -e "$root/usr/bin/pipelock" ] || die "the purge left the program behind"
say "purged"
