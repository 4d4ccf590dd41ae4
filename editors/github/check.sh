#!/usr/bin/env bash
# The step of the action that checks: writes a SARIF log, and says its path and the exit code to the steps after it.
# SALIENT_FILES and SALIENT_OPTIONS hold one entry a line.
set -uo pipefail

mapfile -t files < <(printf '%s\n' "${SALIENT_FILES:-.}" | sed '/^[[:space:]]*$/d')
mapfile -t options < <(printf '%s\n' "${SALIENT_OPTIONS:-}" | sed '/^[[:space:]]*$/d')
log="${RUNNER_TEMP:-.}/salient.sarif"

salient check --format sarif "${options[@]}" -- "${files[@]}" >"$log"
code=$?
if [ "${SALIENT_ANNOTATE:-false}" = true ] && [ "$code" -ne 0 ]; then
  salient check --quiet --format github "${options[@]}" -- "${files[@]}" || true
fi
{
  echo "code=$code"
  echo "sarif=$log"
} >>"${GITHUB_OUTPUT:-/dev/stdout}"
# The log is uploaded first; the last step of the action fails by the code.
exit 0
