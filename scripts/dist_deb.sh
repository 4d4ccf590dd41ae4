#!/usr/bin/env bash
# A Debian package from the tree that the tarball holds: dist_deb.sh TREE VERSION GLIBC. It lies in dist/.
set -euo pipefail
cd "$(dirname "$0")/.."
tree=$1 version=$2 glibc=$3
arch=$(dpkg --print-architecture)
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
chmod 755 "$root"
doc=$root/usr/share/doc/salient zsh=$root/usr/share/zsh/vendor-completions
mkdir -p "$root/DEBIAN" "$root/usr" "$doc" "$zsh"
cp -r "$tree/bin" "$tree/share" "$root/usr/"
# Debian has a folder of its own for what packages bring.
mv "$root/usr/share/zsh/site-functions/_salient" "$zsh/"
rmdir "$root/usr/share/zsh/site-functions"
gzip -9n "$root"/usr/share/man/man1/*.1
cp "$tree/README.md" "$tree/LICENSE-MIT" "$doc/"
gzip -9nc "$tree/CHANGELOG.md" > "$doc/changelog.gz"
gzip -9nc "$tree/THIRD-PARTY" > "$doc/THIRD-PARTY.gz"
cp packaging/copyright "$doc/copyright"
size=$(du -sk --apparent-size "$root/usr" | cut -f1)
sed "s/@VERSION@/$version/; s/@ARCH@/$arch/; s/@GLIBC@/$glibc/; s/@SIZE@/$size/" packaging/control > "$root/DEBIAN/control"
(cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum > DEBIAN/md5sums)
chmod -R u=rwX,go=rX "$root"
deb=dist/salient_${version}_$arch.deb
dpkg-deb --root-owner-group -Zxz --build "$root" "$deb" > /dev/null
./scripts/dist_smoke.sh "$deb"
