#!/usr/bin/env bash
# Compiles the kernels to the PTX that is checked in, so that nobody needs nvcc to build Weir.
#   gpu-batcher/build-ptx.sh           writes it anew
#   gpu-batcher/build-ptx.sh --check   says whether what is checked in is what the sources yield
# PTX depends on the version of nvcc; one that is not the one named in the file is not compared, only assembled.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

ptx=src/main/resources/dev/weir/batch/cuda/kernels.ptx
architectures=(75 80 86 89 90 100 120)

fail() {
  printf 'build-ptx: %s\n' "$*" >&2
  exit 1
}

release() {
  sed -n 's/.*Cuda compilation tools, release \(.*\)/\1/p'
}

# Drivers refuse PTX of a version newer than theirs. Nothing in the kernels is newer than 7.0, which those of CUDA 11 read.
compile() {
  nvcc -arch=compute_75 -std=c++17 -O3 -ptx -o "$1/kernels.raw" src/main/cuda/kernels.cu
  sed 's/^\.version .*/.version 7.0/' "$1/kernels.raw" >"$1/kernels.ptx"
}

assemble() {
  local architecture
  command -v ptxas >/dev/null || {
    echo 'build-ptx: there is no ptxas here, so it was not tried for which cards the PTX assembles.'
    return
  }
  for architecture in "${architectures[@]}"; do
    if nvcc --list-gpu-code | grep -qx "sm_$architecture"; then
      ptxas -arch="sm_$architecture" -o "$scratch/kernels.cubin" "$1" || fail "it does not assemble for sm_$architecture."
      echo "build-ptx: it assembles for sm_$architecture."
    fi
  done
}

mode=${1-}
[ -z "$mode" ] || [ "$mode" = --check ] || fail "there is no option $mode; there is --check."
if ! command -v nvcc >/dev/null; then
  [ "$mode" = --check ] || fail 'there is no nvcc; install the CUDA toolkit, or its packages cuda-nvcc and cuda-cudart-dev.'
  echo 'build-ptx: there is no nvcc here, so the PTX that is checked in was not compared with its sources.'
  exit 0
fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
compile "$scratch"
assemble "$scratch/kernels.ptx"
if [ -z "$mode" ]; then
  mkdir -p "$(dirname "$ptx")"
  cp "$scratch/kernels.ptx" "$ptx"
  echo "build-ptx: wrote $ptx."
elif [ "$(release <"$ptx")" != "$(nvcc --version | release)" ]; then
  assemble "$ptx"
  echo "build-ptx: what is checked in is of nvcc $(release <"$ptx"), this one is $(nvcc --version | release): not compared."
elif cmp -s "$scratch/kernels.ptx" "$ptx"; then
  echo 'build-ptx: what is checked in is what the sources yield.'
else
  diff "$ptx" "$scratch/kernels.ptx" | head -20 >&2 || true
  fail 'what is checked in is not what the sources yield; run gpu-batcher/build-ptx.sh.'
fi
