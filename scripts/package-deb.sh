#!/usr/bin/env bash
# Builds out/pipelock_VERSION_ARCH.deb and prints its path. The package carries the .NET runtime: no Debian release has
# one, and a proxy should not need a foreign package source to be installed.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
need_dotnet
command -v dpkg-deb >/dev/null || die "dpkg-deb is not installed; the package can only be built on Debian or Ubuntu"
cd "$ROOT"

case "$(uname -m)" in
  x86_64) architecture=amd64 hyperscan=libhyperscan5 ;;
  aarch64) architecture=arm64 hyperscan=libvectorscan5 ;;
  *) die "no package is made for the processor '$(uname -m)'" ;;
esac

tree="$(mktemp -d)" && chmod 0755 "$tree"
trap 'rm -rf "$tree"' EXIT
program="$tree/usr/lib/pipelock"

quietly dotnet publish Cli/Cli.csproj --configuration Release --runtime "$(machine_rid)" --self-contained \
  -p:PublishReadyToRun=true -p:PublishDocumentationFile=false -p:PublishReferencesDocumentationFiles=false \
  -p:DebugType=none --output "$program" --verbosity quiet || die "the build failed; see above"
version="$("$program/pipelock" version | sed -n '1s/^[^0-9]*\([0-9][0-9A-Za-z.~+-]*\).*/\1/p')"
[ -n "$version" ] || die "the program does not tell its version"

# place MODE SOURCE TARGET: one file of the package.
place() { install -D -m "$1" "$2" "$tree$3"; }

chmod -R u=rwX,go=rX "$program"
find "$program" -type f ! -name pipelock -exec chmod 0644 {} +
mkdir -p "$tree/usr/bin"
ln -s ../lib/pipelock/pipelock "$tree/usr/bin/pipelock"
place 0644 deploy/systemd/pipelock.service /usr/lib/systemd/system/pipelock.service
place 0644 deploy/systemd/pipelock.socket /usr/lib/systemd/system/pipelock.socket
place 0644 deploy/systemd/pipelock-mcp.socket /usr/lib/systemd/system/pipelock-mcp.socket
place 0644 deploy/systemd/sysusers.conf /usr/lib/sysusers.d/pipelock.conf
place 0644 deploy/systemd/tmpfiles.conf /usr/lib/tmpfiles.d/pipelock.conf
place 0644 deploy/systemd/logrotate.conf /etc/logrotate.d/pipelock
place 0644 LICENSE /usr/share/doc/pipelock/copyright
for document in README.md docs/*.md deploy/compose/pipelock.example.yaml; do
  place 0644 "$document" "/usr/share/doc/pipelock/$(basename "$document")"
done
mkdir -p "$tree/etc/pipelock"
"$program/pipelock" generate config --preset balanced --output "$tree/etc/pipelock/pipelock.yaml"
install -d "$tree/usr/share/bash-completion/completions"
"$program/pipelock" completion bash >"$tree/usr/share/bash-completion/completions/pipelock"

place 0644 deploy/debian/conffiles /DEBIAN/conffiles
for script in postinst prerm postrm; do place 0755 "deploy/debian/$script" "/DEBIAN/$script"; done
sed -e "s/@VERSION@/$version/" -e "s/@ARCHITECTURE@/$architecture/" -e "s/@HYPERSCAN@/$hyperscan/" \
  -e "s/@INSTALLED_SIZE@/$(du -sk --exclude=DEBIAN "$tree" | cut -f1)/" \
  deploy/debian/control.in >"$tree/DEBIAN/control"

package="out/pipelock_${version}_${architecture}.deb"
mkdir -p out
quietly dpkg-deb --root-owner-group -Zxz -z3 --build "$tree" "$package" || die "the package could not be built"
say "$package"
