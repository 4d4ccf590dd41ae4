#!/usr/bin/env bash
# The second implementations that tests compare with: GDAL's ogrinfo, GeographicLib's tools, PostgreSQL with PostGIS. Where they cannot be installed,
# the tests say "skipped".
set -u
missing=()
command -v ogrinfo > /dev/null 2>&1 || missing+=(gdal-bin)
[ -n "$(ls /usr/share/postgresql/*/extension/postgis.control 2> /dev/null)" ] || missing+=(postgresql-15 postgresql-15-postgis-3)
command -v Planimeter > /dev/null 2>&1 || missing+=(geographiclib-tools)
[ ${#missing[@]} -eq 0 ] && exit 0
if command -v apt-get > /dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}"; } > /dev/null 2>&1 && exit 0
fi
echo "not installed: ${missing[*]}; the tests that need them will say skipped"
