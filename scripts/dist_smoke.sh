#!/usr/bin/env bash
# Installs a package on a bare Debian (debootstrap's smallest, in a folder) and uses it there, as nobody, without a network:
# dist_smoke.sh FILE.deb. Where no Debian can be made (not root, no network), the package is unpacked and used as it lies.
set -euo pipefail
cd "$(dirname "$0")/.."
deb=$(realpath "$1") base=$PWD/target/bare-debian
suite=${SUITE:-bookworm}
bare() {
  [ "$(id -u)" = 0 ] || return 1
  [ ! -e "$base/made" ] || return 0
  command -v debootstrap > /dev/null || { apt-get update && apt-get install -y --no-install-recommends debootstrap; } > /dev/null 2>&1 || return 1
  rm -rf "$base"
  debootstrap --variant=minbase "$suite" "$base" > /dev/null && touch "$base/made"
}
if bare; then
  chroot "$base" dpkg --purge salient > /dev/null 2>&1 || true
  cp "$deb" "$base/tmp/salient.deb"
  chroot "$base" dpkg -i /tmp/salient.deb > /dev/null
  install -m 755 scripts/dist_use.sh "$base/tmp/use.sh"
  # As nobody, in a clean environment, with a network of its own that leads nowhere.
  unshare --net chroot --userspec=65534:65534 "$base" env -i PATH=/usr/bin:/bin HOME=/tmp LC_ALL=C.UTF-8 /tmp/use.sh /usr
  chroot "$base" dpkg --purge salient > /dev/null
  if left=$(chroot "$base" find /usr -name '*salient*' | grep .); then echo "left behind: $left" >&2; exit 1; fi
  echo "installed, used and removed on a bare Debian $suite"
else
  root=$(mktemp -d)
  trap 'rm -rf "$root"' EXIT
  dpkg-deb -x "$deb" "$root"
  env -i PATH="$root/usr/bin:/usr/bin:/bin" HOME="$root" LC_ALL=C.UTF-8 ./scripts/dist_use.sh "$root/usr"
  echo "unpacked and used; not installed: a bare Debian needs root and debootstrap"
fi
