#!/bin/sh
# Builds the small reference base image: make-small.sh OUT.img
# Needs a built tree (./cardpress builds it), e2fsprogs, mtools and dosfstools; no root.
set -eu
[ $# -eq 1 ] || { echo "usage: $0 OUT.img" >&2; exit 2; }
root=$(cd "$(dirname "$0")/../.." && pwd)
for jar in "${CARDPRESS_JAR:-}" "$root"/standalone/target/*.jar; do
  case $jar in *-sources.jar|*/original-*) continue ;; esac
  [ -f "$jar" ] && exec java -cp "$jar" org.cardpress.creator.baseimage.SmallBaseImage "$1"
done
echo "no built jar under $root/standalone/target (run ./cardpress once, or set CARDPRESS_JAR)" >&2
exit 1
