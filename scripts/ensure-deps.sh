#!/usr/bin/env bash
# Installs what the program needs and this machine lacks: libhyperscan5, plus anything named as an argument.
#   scripts/ensure-deps.sh                          the library the program loads
#   scripts/ensure-deps.sh wrk haproxy nginx squid-openssl   also these (perf/load uses them)
# Does nothing, and needs no rights, when all is there already.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

has_hyperscan() {
  local directory
  ldconfig -p 2>/dev/null | grep -q 'libhs\.so\.5' && return 0
  for directory in /lib /usr/lib /usr/lib64 /usr/local/lib /usr/lib/*-linux-gnu; do
    [ -e "$directory/libhs.so.5" ] && return 0
  done
  return 1
}

# The command that shows a package is there already, whoever installed it.
has_package() {
  case "$1" in
    libhyperscan5) has_hyperscan ;;
    nft) PATH="$PATH:/usr/sbin" command -v nft >/dev/null ;;
    squid-openssl) PATH="$PATH:/usr/sbin" command -v squid >/dev/null ;;
    nodejs) command -v node >/dev/null ;;
    prometheus) command -v promtool >/dev/null ;;
    rsyslog) PATH="$PATH:/usr/sbin" command -v rsyslogd >/dev/null ;;
    systemd) command -v systemd-analyze >/dev/null ;;
    *) PATH="$PATH:/usr/sbin" command -v "$1" >/dev/null ;;
  esac
}

missing=()
for package in libhyperscan5 "$@"; do
  has_package "$package" || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

if ! command -v apt-get >/dev/null; then
  {
    say "missing: ${missing[*]}, and this is neither Debian nor Ubuntu. The library libhs.so.5 is in the package"
    say "  Fedora, RHEL (EPEL)   hyperscan       dnf install hyperscan"
    say "  Arch                  hyperscan       pacman -S hyperscan"
    say "  openSUSE              libhs5          zypper install libhs5"
    say "  Alpine                vectorscan      apk add vectorscan"
    say "  Debian, Ubuntu        libhyperscan5   (arm64: libvectorscan5)"
  } >&2
  exit 3
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root=(sudo -n)
  else
    say "missing: ${missing[*]}. Install it once as root: apt-get install ${missing[*]}" >&2
    exit 3
  fi
fi

# Hyperscan is x86 only; elsewhere Debian ships the compatible vectorscan.
if [ "$(uname -m)" != x86_64 ]; then missing=("${missing[@]/#libhyperscan5/libvectorscan5}"); fi
# The program nft is in the package nftables.
missing=("${missing[@]/#nft/nftables}")

say "installing ${missing[*]}"
install=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}")
# Package lists may be absent (a fresh image) or old; refresh them only when the first try fails.
if ! "${install[@]}" >/dev/null 2>&1; then
  quietly "${as_root[@]}" apt-get update -qq || die "apt-get update failed; see above"
  quietly "${install[@]}" || die "could not install ${missing[*]}; see above"
fi
for package in "${missing[@]}"; do
  case "$package" in
    libhyperscan5 | libvectorscan5) has_hyperscan || die "$package is installed, yet libhs.so.5 is not to be found" ;;
  esac
done
