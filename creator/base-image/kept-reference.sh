#!/usr/bin/env bash
# Prints where the reference base image lies, and builds it first where this state of its recipe has not been built yet:
#
#   kept-reference.sh [OPTION of make-reference.sh]…
#
# Images are kept in ${XDG_CACHE_HOME:-~/.cache}/cardpress/base-image, by a hash of the recipe (which names the packages) and the
# options, for 30 days after their last use. Packages are as new as the image: remove the file to have newer ones.
# Of several at once, one builds and the others wait. Exit codes: 0 printed, 1 the recipe failed, 3 this machine cannot build it; the
# last line on standard error says why.
set -euo pipefail
export PATH="$PATH:/usr/sbin:/sbin" LC_ALL=C

readonly KEPT_DAYS=30 EXIT_CANNOT=3
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
kept=${XDG_CACHE_HOME:-${HOME:-$here/../../var}/.cache}/cardpress/base-image
cannot() {
    printf 'kept-reference: %s\n' "$*" >&2
    exit "$EXIT_CANNOT"
}

key=$(cd "$here" && {
    printf '%s\n' "$@"
    find make-reference.sh reference -type f -not -path '*/__pycache__/*' -not -path 'reference/test/*' -print0 | sort -z | xargs -0 sha256sum
} | sha256sum | cut -c1-16)
image=$kept/$key.img
mkdir -p "$kept" 2>/dev/null || cannot "cannot write to $kept (set XDG_CACHE_HOME to another folder)"

exec 9>"$kept/lock"
flock 9
if [ ! -e "$image" ]; then
    why=$("$here/make-reference.sh" --check "$@" 2>&1) || cannot "${why##*$'\n'}"
    find "$kept" -name '*.img*' -mtime "+$KEPT_DAYS" -delete
    # The lock must not live on in what the build starts.
    "$here/make-reference.sh" "$@" "$image" >"$kept/$key.log" 2>&1 9>&- || {
        tail -n 40 "$kept/$key.log" >&2
        exit 1
    }
fi
touch "$image"
echo "$image"
