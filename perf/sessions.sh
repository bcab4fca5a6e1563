#!/usr/bin/env bash
# Fails when a request costs the rate limiter, the session table and the budgets more after an hour of traffic than at
# the start, or when they hold more memory.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../scripts/lib.sh"
need_dotnet
cd "$ROOT"
scripts/ensure-deps.sh

dotnet run --project perf/micro/Micro.csproj --configuration Release -- --check-sessions
