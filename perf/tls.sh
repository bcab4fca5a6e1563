#!/usr/bin/env bash
# Fails when opened TLS costs more than its bars: a request against a plain one, a handshake against a bare server's.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../scripts/lib.sh"
need_dotnet
cd "$ROOT"
scripts/ensure-deps.sh
scripts/build.sh

dotnet run --project perf/micro/Micro.csproj --configuration Release -- --check-tls out/pipelock
