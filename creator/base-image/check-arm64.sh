#!/usr/bin/env bash
# Looks at an arm64 reference image, or a card made on it: check-arm64.sh [--start] IMAGE
#
#   --start   also starts its kernel and its root file system in QEMU's `virt` machine (qemu-system-arm, curl; minutes) and waits
#             for the home page. What a Raspberry Pi does before its kernel runs is not shown by that.
#
# Shown: the boot partition has what the boot code of Raspberry Pi 3, 4 and 5 reads, config.txt names files that are there, kernel,
# initrd and modules are of one version, the firmware of the boards' Wi-Fi is there. Changes nothing; needs mtools and e2fsprogs.
# Exit codes: 0 right, 1 wrong (told on standard error), 2 usage.
# shellcheck disable=SC2317  # clean is called by the trap
set -euo pipefail
export PATH="$PATH:/usr/sbin:/sbin" LC_ALL=C MTOOLSRC=/dev/null MTOOLS_SKIP_CHECK=1

readonly MIB=1048576 LONGEST_SECONDS=1200
usage() { sed -n '2,/^# shellcheck/{/^# shellcheck/!s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"; }
wrong() {
    printf 'check-arm64: %s\n' "$*" >&2
    exit 1
}
start=no
if [ "${1:-}" = --start ]; then
    start=yes
    shift
fi
if [ $# != 1 ] || [ ! -r "$1" ]; then
    usage >&2
    exit 2
fi
image=$1
work=$(mktemp -d "${TMPDIR:-/tmp}/cardpress-arm64.XXXXXX")
device=''
clean() {
    [ -z "$device" ] || kill "$device" 2>/dev/null || true
    rm -rf "$work"
}
trap clean EXIT

start_of() { sfdisk --json "$image" | sed -n 's/.*"start": *\([0-9]*\).*/\1/p' | sed -n "$1p"; }
mkdir "$work/boot"
mcopy -s -n -i "$image@@$(($(start_of 1) * 512))" :: "$work/boot" || wrong 'no boot partition that can be read'
boot=$work/boot
[ -e "$boot/config.txt" ] || boot=$(dirname "$(find "$work/boot" -name config.txt | head -n 1)")
for file in bootcode.bin start.elf fixup.dat start4.elf fixup4.dat cmdline.txt config.txt \
    bcm2837-rpi-3-b.dtb bcm2837-rpi-3-b-plus.dtb bcm2711-rpi-4-b.dtb bcm2712-rpi-5-b.dtb; do
    [ -s "$boot/$file" ] || wrong "boot partition: no $file"
done
kernel=$(sed -n 's/^kernel=//p' "$boot/config.txt")
initrd=$(sed -n 's/^initramfs //p' "$boot/config.txt")
for file in "$kernel" "$initrd"; do
    [ -s "$boot/$file" ] || wrong "config.txt names '$file' (expected a file of the boot partition)"
done
[ "${kernel#vmlinuz-}" = "${initrd#initrd.img-}" ] || wrong "kernel $kernel and initrd $initrd differ"
grep -q '^arm_64bit=1' "$boot/config.txt" || wrong 'config.txt: no arm_64bit=1'
grep -q 'root=LABEL=root' "$boot/cmdline.txt" || wrong 'cmdline.txt: no root=LABEL=root'
root="$image?offset=$(($(start_of 2) * 512))"
in_root() { debugfs -R "stat $1" "$root" 2>/dev/null | grep '^Inode:' >/dev/null; }
in_root "/usr/lib/modules/${kernel#vmlinuz-}/modules.dep" || wrong "root: no modules of ${kernel#vmlinuz-}"
in_root /usr/lib/firmware/brcm || wrong 'root: no firmware of the boards'\'' Wi-Fi (/usr/lib/firmware/brcm)'
in_root /usr/lib/hotspot/agent.py || wrong 'root: no agent'
echo "boot partition, kernel ${kernel#vmlinuz-}, modules and firmware are there"
[ "$start" = yes ] || exit 0

# A data partition where there is none, and a network card that is not the board's.
cp --sparse=always "$image" "$work/card"
if [ -z "$(start_of 3)" ]; then
    at=$(($(stat -c %s "$image") / MIB))
    truncate -s $(((at + 256) * MIB)) "$work/card"
    echo "start=$((at * 2048)), size=$((64 * 2048)), type=83" | sfdisk --quiet --append "$work/card"
    mke2fs -q -t ext4 -L data -E "offset=$((at * MIB))" "$work/card" 64M
fi
qemu-system-aarch64 -M virt -cpu cortex-a72 -accel tcg,thread=multi -smp 2 -m 1024 \
    -kernel "$boot/$kernel" -initrd "$boot/$initrd" -append 'root=LABEL=root rw net.ifnames=0 console=ttyAMA0' \
    -drive "file=$work/card,format=raw,if=virtio,cache=unsafe" \
    -nic 'user,model=virtio-net-pci,restrict=on,hostfwd=tcp:127.0.0.1:0-:80' \
    -display none -serial "file:$work/said" -monitor "unix:$work/monitor,server=on,wait=off" -no-reboot &
device=$!
port=''
SECONDS=0
while [ "$SECONDS" -lt "$LONGEST_SECONDS" ]; do
    kill -0 "$device" 2>/dev/null || wrong "the device went off: $(tail -n 20 "$work/said")"
    if [ -z "$port" ]; then
        port=$(python3 - "$work/monitor" <<'PY' || true
import re, socket, sys
monitor = socket.socket(socket.AF_UNIX)
monitor.settimeout(2)
monitor.connect(sys.argv[1])
monitor.sendall(b"info usernet\n")
said = b""
while not (found := re.search(rb"HOST_FORWARD\D+\d+\s+127\.0\.0\.1\s+(\d+)\s.*\n", said)):
    said += monitor.recv(4096)
print(int(found[1]))
PY
)
    elif curl -fsS --max-time 10 "http://127.0.0.1:$port/" >"$work/home" 2>/dev/null; then
        echo "home page after $SECONDS s: $(sed -n 's/.*<title>\(.*\)<\/title>.*/\1/p' "$work/home")"
        exit 0
    fi
    sleep 1
done
wrong "no home page within $LONGEST_SECONDS s; the device said: $(tail -n 20 "$work/said")"
