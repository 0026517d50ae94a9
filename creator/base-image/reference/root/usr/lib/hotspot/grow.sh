#!/bin/sh
# grow.sh MOUNTPOINT: lets p3, the last partition, reach the end of the card it was written to, and its file system the end of p3.
#
# It works on the mounted partition. One that is in use can grow but cannot be taken away, so nobody who waits for the device sees it
# leave and return. Leaves the table alone where less than 16 MiB would be won, or where p3 is not what is mounted; a start that was
# cut short between the two halves is made good by the next.
set -eu
part=$(findmnt --noheadings --output SOURCE --mountpoint "$1")
name=$(basename "$(readlink -f "$part")")
[ "$(cat "/sys/class/block/$name/partition" 2>/dev/null)" = 3 ] || exit 0
disk=/dev/$(basename "$(dirname "$(readlink -f "/sys/class/block/$name")")")
total=$(cat "/sys/class/block/${disk##*/}/size")
end=$(($(cat "/sys/class/block/$name/start") + $(cat "/sys/class/block/$name/size")))
if [ $((total - end)) -ge 32768 ]; then
    echo "growing $part to the end of $disk"
    # udev reads no table of a disk that is locked.
    exec 9<"$disk"
    flock 9
    echo ',+' | sfdisk --quiet --no-reread --no-tell-kernel --wipe-partitions never -N 3 "$disk"
    sectors=$(partx --noheadings --output SECTORS --nr 3 "$disk")
    # Not partx --update, which removes a partition and adds it again.
    resizepart "$disk" 3 $((sectors))
    exec 9<&-
fi
resize2fs "$part"
