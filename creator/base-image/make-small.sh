#!/bin/sh
# Builds the small reference base image: make-small.sh OUT.img
# Needs a built tree (./cardpress builds it), e2fsprogs, mtools and dosfstools; no root.
set -eu
[ $# -eq 1 ] || { echo "usage: $0 OUT.img" >&2; exit 2; }
root=$(cd "$(dirname "$0")/../.." && pwd)
# The newest copy of the programs that ./cardpress made; CARDPRESS_APP names another directory of jars.
app=${CARDPRESS_APP:-$(ls -dt "$root"/target/app/*/ 2>/dev/null | head -n 1)}
[ -n "$app" ] || { echo "no built programs under $root/target/app (run ./cardpress once, or set CARDPRESS_APP)" >&2; exit 1; }
exec java -cp "${app%/}/*" org.cardpress.creator.baseimage.SmallBaseImage "$1"
