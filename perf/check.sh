#!/usr/bin/env bash
# Fails when a clean keep-alive request allocates on the managed heap in steady state.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../scripts/lib.sh"
need_dotnet
cd "$ROOT"
scripts/ensure-deps.sh

dotnet run --project perf/micro/Micro.csproj --configuration Release
