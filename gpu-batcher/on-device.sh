#!/usr/bin/env bash
# Holds a graphics card to the contract of all engines and measures it, on a machine that may have neither Java nor Maven nor a
# network; prints Markdown.
#   gpu-batcher/on-device.sh --kit DIR   here, where Maven and a JDK are: puts all that it takes into DIR
#   DIR/on-device.sh                     there, where the card is
#   gpu-batcher/on-device.sh             both here, with the kit in target/kit
# --quick measures next to nothing, to show that it would. JAVA_HOME says from which JDK the kit gets its Java: 25 is best.
set -euo pipefail
self=$(readlink -f "${BASH_SOURCE[0]}")
here=$(dirname "$self")

fail() {
  printf 'on-device: %s\n' "$*" >&2
  exit 2
}

build_kit() {
  local kit=$1 java=${JAVA_HOME-}
  command -v mvn >/dev/null || fail 'to build the kit takes Maven; put mvn on the PATH.'
  [ -n "$java" ] || java=$(dirname "$(dirname "$(readlink -f "$(command -v javac || fail 'to build the kit takes a JDK.')")")")
  [ ! -e "$kit" ] || [ -e "$kit/on-device.sh" ] || fail "$kit is there and is no kit."
  rm -rf "$kit"
  mkdir -p "$kit/lib" "$kit/native"
  kit=$(cd "$kit" && pwd)
  (cd "$here/.." && mvn -B -ntp -q test-compile dependency:copy-dependencies -pl gpu-batcher -am -Dspotless.check.skip=true \
    -DincludeScope=test "-DoutputDirectory=$kit/lib") || fail 'the build failed; what Maven said is above.'
  "$java/bin/jar" --create --file "$kit/lib/weir.jar" -C "$here/target/classes" .
  "$java/bin/jar" --create --file "$kit/lib/weir-tests.jar" -C "$here/target/test-classes" .
  cp "$here"/target/native/lib/*.so "$kit/native"
  local modules=java.base,java.logging,java.management,jdk.management,jdk.unsupported,jdk.incubator.vector
  "$java/bin/jlink" --add-modules "$modules" --strip-debug --no-header-files --no-man-pages --output "$kit/runtime" ||
    fail "$java cannot make a runtime; set JAVA_HOME to a JDK with its modules, such as Temurin 25."
  cp "$self" "$kit/on-device.sh"
  printf 'on-device: the kit is in %s; carry it to the card and run its on-device.sh.\n' "$kit" >&2
}

# The driver's library is not always where the system looks, such as in containers that get it mounted.
driver_folder() {
  local folder
  for folder in /usr/local/nvidia/lib64 /usr/local/nvidia/lib /usr/lib/x86_64-linux-gnu /usr/lib64 /usr/lib/wsl/lib \
    /run/opengl-driver/lib; do
    if [ -e "$folder/libcuda.so.1" ]; then
      echo "$folder"
      return
    fi
  done
}

measure() {
  local kit=$1 found options=()
  shift
  found=$(driver_folder)
  if [ -n "$found" ]; then
    export LD_LIBRARY_PATH="${LD_LIBRARY_PATH:+$LD_LIBRARY_PATH:}$found"
  fi
  if grep -q '^JAVA_VERSION="\(2[4-9]\|[3-9]\)' "$kit/runtime/release"; then
    options+=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
  fi
  exec "$kit/runtime/bin/java" -Xmx4g -XX:+UseParallelGC --add-modules jdk.incubator.vector "${options[@]}" \
    "-Djava.library.path=$kit/native" -cp "$kit/lib/*" dev.weir.batch.OnDevice "$@"
}

case ${1-} in
  --kit)
    [ $# = 2 ] || fail 'say into which folder the kit is to go: --kit DIR.'
    build_kit "$2"
    ;;
  '' | --quick)
    if [ -d "$here/runtime" ]; then
      measure "$here" "$@"
    fi
    build_kit "$here/target/kit"
    measure "$here/target/kit" "$@"
    ;;
  *) fail "there is no option $1; there are --kit DIR and --quick." ;;
esac
