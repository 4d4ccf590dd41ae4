#!/usr/bin/env bash
# The second implementations that tests compare with (GDAL's ogrinfo, GeographicLib's tools, PostgreSQL with PostGIS), and the browser that
# tests the page (Chromium, Node.js, two packages of npm). Where they cannot be installed, the tests say "skipped".
set -u
cd "$(dirname "$0")/.."
missing=()
command -v ogrinfo > /dev/null 2>&1 || missing+=(gdal-bin)
[ -n "$(ls /usr/share/postgresql/*/extension/postgis.control 2> /dev/null)" ] || missing+=(postgresql-15 postgresql-15-postgis-3)
command -v Planimeter > /dev/null 2>&1 || missing+=(geographiclib-tools)
command -v chromium > /dev/null 2>&1 || missing+=(chromium)
command -v npm > /dev/null 2>&1 || missing+=(nodejs npm)
if [ ${#missing[@]} -gt 0 ]; then
  installed=no
  if command -v apt-get > /dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}"; } > /dev/null 2>&1 && installed=yes
  fi
  [ $installed = yes ] || echo "not installed: ${missing[*]}; the tests that need them will say skipped"
fi
if command -v npm > /dev/null 2>&1 && [ ! -d web/node_modules/playwright-core ]; then
  (cd web && npm ci --silent --no-audit --no-fund) || echo "not installed: the packages in web/; the tests in a browser will say skipped"
fi
