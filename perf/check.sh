#!/usr/bin/env bash
# Fails when a clean keep-alive request allocates on the managed heap in steady state, or when a scan costs more than
# its bar as a multiple of one plain scan of the same bytes.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../scripts/lib.sh"
need_dotnet
cd "$ROOT"
scripts/ensure-deps.sh

benchmarks="$(find perf/micro -maxdepth 1 -name '*.csproj' 2>/dev/null | head -n 1)"
[ -n "$benchmarks" ] || die "perf/micro holds no project"
dotnet run --project "$benchmarks" --configuration Release
dotnet run --project "$benchmarks" --configuration Release -- --check-ratios
