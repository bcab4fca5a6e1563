#!/usr/bin/env bash
# Leaves the runnable program at out/pipelock (Release, precompiled for this machine). Says nothing when all is well.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
need_dotnet
cd "$ROOT"

# Framework-dependent: the runtime is the machine's and gets its security fixes from there.
# ReadyToRun: half of the start-up time would otherwise go into the JIT compiler.
quietly dotnet publish Cli/Cli.csproj --configuration Release --runtime "$(machine_rid)" --no-self-contained \
  -p:PublishReadyToRun=true -p:PublishDocumentationFile=false -p:PublishReferencesDocumentationFiles=false \
  --output out --verbosity quiet || die "the build failed; see above"
[ -x out/pipelock ] || die "the build left no out/pipelock"
