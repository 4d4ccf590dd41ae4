#!/usr/bin/env bash
# The page in a real browser, and the types of its script. Says "skipped" where there is no browser.
set -euo pipefail
cd "$(dirname "$0")/../web"
if ! command -v "${CHROMIUM:-chromium}" > /dev/null 2>&1 || ! [ -d node_modules/playwright-core ]; then
  echo "skipped: the page in a browser needs chromium and the packages in web/ (make judges)"
  exit 0
fi
npm run --silent check
SALIENT=${SALIENT:-../target/debug/salient} npm run --silent test
