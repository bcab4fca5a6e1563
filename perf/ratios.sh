#!/usr/bin/env bash
# Fails when a scan costs more than its bar, as a multiple of one plain scan of the same bytes in the same run.
#   perf/ratios.sh [part of the name of a row]
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../scripts/lib.sh"
need_dotnet
cd "$ROOT"
scripts/ensure-deps.sh

dotnet run --project perf/micro/Micro.csproj --configuration Release -- --check-ratios "$@"
