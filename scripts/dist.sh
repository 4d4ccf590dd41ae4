#!/usr/bin/env bash
# What is handed out, into dist/: a tarball, a Debian package, what both are made of, the Python wheel where the tree makes one;
# with checksums and sizes. The same commit and compiler make the same bytes. SALIENT names a program that is built already.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo=${CARGO:-cargo}
[ -n "${SALIENT:-}" ] || $cargo build --release --locked -p salient-cli
salient=$(realpath "${SALIENT:-target/release/salient}")
version=$($cargo pkgid --locked -p salient-cli | sed 's/.*[#@]//')
"$salient" --version | grep -q "^salient $version " || { echo "$salient is not of version $version: build it anew" >&2; exit 1; }
if "$salient" --version | grep -q '; without '; then echo "$salient lacks parts; what is handed out has all" >&2; exit 1; fi
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}

# The libraries that the program needs from a system, and the oldest glibc that has all it calls.
needed=$(objdump -p "$salient" | awk '$1 == "NEEDED" { print $2 }')
if other=$(grep -Ev '^(libc|libm|libgcc_s|ld-linux[a-z0-9-]*)\.so\.[0-9]+$' <<< "$needed"); then
  echo "the program needs more than glibc: $other" >&2
  exit 1
fi
glibc=$(objdump -T "$salient" | grep -o 'GLIBC_[0-9.]*' | sort -Vu | tail -1 | cut -d_ -f2)

name=salient-$version-$(uname -m)-linux-gnu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
rm -rf dist && mkdir dist
./scripts/dist_sbom.sh "dist/salient-$version.cdx.json"
tree=$work/$name
mkdir -p "$tree"/{bin,share/man/man1,share/bash-completion/completions,share/zsh/site-functions,share/fish/vendor_completions.d}
install -m 755 "$salient" "$tree/bin/salient"
"$salient" man --out "$tree/share/man/man1"
"$salient" completions bash > "$tree/share/bash-completion/completions/salient"
"$salient" completions zsh > "$tree/share/zsh/site-functions/_salient"
"$salient" completions fish > "$tree/share/fish/vendor_completions.d/salient.fish"
cp README.md CHANGELOG.md LICENSE-APACHE LICENSE-MIT "$tree/"
python3 scripts/notices.py "dist/salient-$version.cdx.json" > "$tree/THIRD-PARTY"
chmod -R u=rwX,go=rX "$tree"
tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" -C "$work" -c "$name" | gzip -9n > "dist/$name.tar.gz"
./scripts/dist_deb.sh "$tree" "$version" "$glibc"
if grep -q '^wheel:' Makefile; then
  make wheel
else
  echo "no wheel: this tree has no \`make wheel\`"
fi

(cd dist && sha256sum -- * > SHA256SUMS)
echo "needs glibc $glibc or later, and of it $(tr '\n' ' ' <<< "$needed")"
echo "the program: $(wc -c < "$salient") bytes"
(cd dist && wc -c -- * | awk '$2 != "total" { printf "%8.2f MB  %s\n", $1 / 1e6, $2 }')
