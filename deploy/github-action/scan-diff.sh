#!/usr/bin/env bash
# The step of action.yml that looks at a diff; a script of its own so that it runs, and is tested, outside GitHub too.
# Environment: BASE, CONFIG, EXCLUDE (a pattern per line), FAIL (true, false), PIPELOCK, REPORT, GITHUB_OUTPUT.
set -euo pipefail

# A push to a new branch has no commit before it, and GitHub says so with zeros.
if [ -z "${BASE:-}" ] || [ -z "${BASE//0/}" ]; then BASE="$(git hash-object -t tree /dev/null)"; fi
if ! git cat-file -e "$BASE" 2>/dev/null; then
  git fetch --quiet --depth=1 origin "$BASE" ||
    { echo "::error::the commit $BASE is not here; check out with fetch-depth: 0" && exit 2; }
fi

arguments=(git scan-diff --format sarif --output "$REPORT")
if [ -n "${CONFIG:-}" ]; then arguments+=(--config "$CONFIG"); fi
while IFS= read -r pattern; do
  if [ -n "$pattern" ]; then arguments+=(--exclude "$pattern"); fi
done <<<"${EXCLUDE:-}"

code=0
git diff --unified=0 --no-color --no-ext-diff "$BASE" HEAD | "${PIPELOCK:-pipelock}" "${arguments[@]}" || code=$?
# 0: nothing found, 1: findings; anything else is a failure of the scan itself and must not look like a clean one.
if [ "$code" -gt 1 ]; then
  echo "::error::pipelock git scan-diff ended with exit code $code"
  exit "$code"
fi

findings="$(grep -c '"ruleId"' "$REPORT" || true)"
{
  echo "findings=$findings"
  echo "sarif=$REPORT"
} >>"${GITHUB_OUTPUT:-/dev/null}"
echo "$findings finding(s) in the lines added since $BASE"
if [ "$code" -eq 1 ] && [ "${FAIL:-true}" = true ]; then exit 1; fi
