#!/usr/bin/env bash
# Builds the reference base image, one that boots: make-reference.sh [OPTION]… OUT.img
#
#   --arch amd64|arm64     amd64 for PCs and virtual machines, arm64 for Raspberry Pi 3, 4 and 5 (default: amd64)
#   --suite NAME           Debian release (default: bookworm; trixie for arm64, whose kernel knows the Pi 5)
#   --mirror URL           Debian mirror (default: what this machine's apt settings name, else what mmdebstrap knows)
#   --include A,B          more packages, firmware of a Wi-Fi card for instance
#   --check                only say whether this machine can build it
#
# Debian packages of the same versions, the same bytes; a snapshot mirror gives the same versions next year. Needs mmdebstrap,
# e2fsprogs, mtools, dosfstools, fdisk and, for amd64, syslinux and syslinux-common. Works without root where mmdebstrap does
# (package uidmap, a range in /etc/subuid). An arm64 image on another machine needs qemu-user-static, and binfmt_misc in the kernel.
# OUT.img.packages lists the packages with their versions. The last line of output is the image's SHA-256.
# shellcheck disable=SC2016  # the hooks have a shell of their own
set -euo pipefail
export PATH="$PATH:/usr/sbin:/sbin" LC_ALL=C TZ=UTC

readonly MIB=1048576
# Where the partitions lie, in MiB. The creator adds p3 behind them.
readonly BOOT_AT=1 BOOT_SIZE=255 ROOT_AT=256 ROOT_SIZE=1536
readonly ROOT_UUID=0cab0102-0000-4000-8000-000000000000
# Everything on the image is at most this old: 2026-01-01.
export SOURCE_DATE_EPOCH=1767225600
export E2FSPROGS_FAKE_TIME=$SOURCE_DATE_EPOCH MTOOLSRC=/dev/null MTOOLS_SKIP_CHECK=1

COMMON=systemd-sysv,udev,dbus,kmod,initramfs-tools,zstd,e2fsprogs,fdisk,iproute2,sudo,locales,tzdata,python3,python3-yaml
COMMON+=,hostapd,iw,rfkill,wireless-regdb,dnsmasq,nginx-light,kiwix-tools
readonly COMMON

usage() { sed -n '2,/^# shellcheck/{/^# shellcheck/!s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"; }
die() {
    printf 'make-reference: %s\n' "$*" >&2
    exit 1
}
say() { printf 'make-reference: %s\n' "$*" >&2; }

# The lines of sources.list that mmdebstrap would write, a release's updates and security fixes among them; it installs nothing here.
own_sources() {
    # It calls the end of our hook a failure of its own.
    mmdebstrap --quiet --variant=custom --arch="$arch" --components="$components" \
        --setup-hook='cat "$1/etc/apt/sources.list"; exit 1' "$suite" - ${mirror:+"$mirror"} 2>&1 >/dev/null </dev/null | grep '^deb ' || true
}

# Has the packages come from where this machine has its own, where its apt settings name a Debian archive and, if wanted, that of security fixes.
at_home() {
    local main security line suite
    local -a home=()
    main=$(site_of Debian)
    security=$(site_of Debian-Security)
    for line in "${sources[@]}"; do
        suite=$(sed -E 's|^deb (\[[^]]*\] )?[^ ]+ ([^ ]+) .*|\2|' <<<"$line")
        case $suite in
            *-security | */updates) line=${security:+$(sed -E "s|^(deb (\[[^]]*\] )?)[^ ]+|\1$security|" <<<"$line")} ;;
            *) line=${main:+$(sed -E "s|^(deb (\[[^]]*\] )?)[^ ]+|\1$main|" <<<"$line")} ;;
        esac
        if [ -z "$line" ]; then
            named_by="which mmdebstrap knows; apt's settings of this machine name none that apt-get update has read"
            say "apt's settings of this machine name no mirror for Debian $suite that apt-get update has read: asking the one that mmdebstrap knows (or name one with --mirror)"
            return
        fi
        home+=("$line")
    done
    sources=("${home[@]}")
    named_by="which apt's settings of this machine name"
}

# The site of the archive with this label that apt's settings name first, over HTTP; nothing where they name none.
site_of() {
    apt-get indextargets --format '$(ORIGIN)|$(LABEL)|$(SITE)' 'Created-By: Packages' 2>/dev/null \
        | sed -nE "s#^Debian\|$1\|(https?://[^|&]*[^|&/])/*\$#\1#p" | sed 1q
}

arch=amd64 suite='' mirror='' include=$COMMON out='' check=no
while [ $# -gt 0 ]; do
    case $1 in
        --arch | --suite | --mirror | --include)
            [ $# -ge 2 ] || die "$1 without a value (see --help)"
            case $1 in
                --arch) arch=$2 ;;
                --suite) suite=$2 ;;
                --mirror) mirror=$2 ;;
                --include) include+=,$2 ;;
            esac
            shift 2
            ;;
        --check)
            check=yes
            shift
            ;;
        -h | --help)
            usage
            exit 0
            ;;
        -*) die "option $1 (expected --arch, --suite, --mirror or --include)" ;;
        *)
            [ -z "$out" ] || die "two images: $out and $1 (expected one)"
            out=$1
            shift
            ;;
    esac
done
[ -n "$out" ] || [ "$check" = yes ] || {
    usage >&2
    exit 2
}
tools=(mmdebstrap mke2fs debugfs e2fsck mcopy mkfs.vfat sfdisk sha256sum)
case $arch in
    amd64)
        include+=,linux-image-amd64 suite=${suite:-bookworm} components=main
        tools+=(syslinux)
        ;;
    arm64)
        include+=,linux-image-arm64,raspi-firmware,firmware-brcm80211 suite=${suite:-trixie}
        components=main,non-free-firmware
        ;;
    *) die "architecture '$arch' (expected amd64 or arm64)" ;;
esac
[ "$arch" = arm64 ] || [ -e /usr/lib/syslinux/mbr/mbr.bin ] || die "/usr/lib/syslinux/mbr/mbr.bin is missing (apt-get install syslinux-common)"
for tool in "${tools[@]}"; do
    command -v "$tool" >/dev/null || die "$tool is missing (apt-get install mmdebstrap e2fsprogs mtools dosfstools fdisk syslinux syslinux-common)"
done
if [ "$arch" != "$(dpkg --print-architecture)" ]; then
    # The kernel hands the other architecture's programs to an emulator, once told to; root may tell it.
    handler=/proc/sys/fs/binfmt_misc/qemu-aarch64
    if [ "$arch" = arm64 ] && [ ! -e "$handler" ] && [ "$(id -u)" = 0 ] && [ -e /usr/lib/binfmt.d/qemu-aarch64.conf ]; then
        [ -e /proc/sys/fs/binfmt_misc/register ] || mount -t binfmt_misc binfmt_misc /proc/sys/fs/binfmt_misc || true
        cat /usr/lib/binfmt.d/qemu-aarch64.conf >/proc/sys/fs/binfmt_misc/register || true
    fi
    { [ -e "$handler" ] && [ "$arch" = arm64 ]; } \
        || die "no emulator for $arch on this $(dpkg --print-architecture) machine (apt-get install qemu-user-static; for arm64 only)"
fi
[ "$(id -u)" = 0 ] || mmdebstrap --unshare-helper true >/dev/null 2>&1 \
    || die "not root, and user $(id -un) may not own a range of users (apt-get install uidmap, and an entry in /etc/subuid and /etc/subgid)"
mapfile -t sources < <(own_sources)
[ ${#sources[@]} -gt 0 ] || die "no source of packages for suite '$suite'${mirror:+ at mirror '$mirror'} (expected a Debian release, and the URL of a mirror: see --help)"
if [ -n "$mirror" ]; then
    named_by='named with --mirror'
else
    at_home
fi
if [ "$check" = yes ]; then
    answer=$(mktemp)
    trap 'rm -f "$answer"' EXIT
    for source in "${sources[@]}"; do
        asked=$(sed -E 's|^deb (\[[^]]*\] )?([^ ]*[^ /])/* ([^ ]+) .*|\2/dists/\3/InRelease|' <<<"$source")
        /usr/lib/apt/apt-helper -o Acquire::Retries=2 -o Acquire::http::Timeout=20 download-file "$asked" "$answer" >/dev/null 2>&1 \
            || die "no Debian mirror: $asked cannot be fetched ($named_by; name another one with --mirror)"
    done
    exit
fi

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/reference
work=$(mktemp -d "${TMPDIR:-/tmp}/cardpress-base.XXXXXX")
# Owners of files are numbers of their own where we are not root: a name space of ours gives them back.
inside() { if [ "$(id -u)" = 0 ]; then "$@"; else mmdebstrap --unshare-helper "$@"; fi; }
clean() {
    inside rm -rf "$work/inside"
    rm -rf "$work"
}
trap clean EXIT
mkdir -m 1777 "$work/inside"
chmod 755 "$work"

say "installing Debian $suite for $arch, from the mirror $named_by"
# What the packages' own scripts read while they are installed.
before=(--essential-hook='mkdir -p "$1/boot/firmware" "$1/etc/default" "$1/etc/initramfs-tools/conf.d" "$1/usr/share/initramfs-tools/modules.d"')
if [ "$arch" = amd64 ]; then
    before+=(
        --essential-hook="upload '$here/initramfs/hotspot.conf' /etc/initramfs-tools/conf.d/hotspot"
        --essential-hook="upload '$here/initramfs/hotspot.modules' /usr/share/initramfs-tools/modules.d/hotspot"
    )
else
    before+=(--essential-hook="upload '$here/raspi-firmware' /etc/default/raspi-firmware")
fi
# Graphics, sound and television are half of a kernel's modules, and no hotspot has a use for them.
excludes=()
for part in drivers/gpu drivers/media drivers/infiniband drivers/isdn drivers/iio drivers/staging sound; do
    excludes+=(--dpkgopt="path-exclude=/lib/modules/*/kernel/$part/*" --dpkgopt="path-exclude=/usr/lib/modules/*/kernel/$part/*")
done
tar -C "$here/root" --owner=0 --group=0 --mtime="@$SOURCE_DATE_EPOCH" --sort=name --mode=u=rwX,go=rX -cf "$work/overlay.tar" .
cp "$here/finish.sh" "$work/finish.sh"
chmod 644 "$work/overlay.tar"
chmod 755 "$work/finish.sh"
mmdebstrap --quiet --variant=minbase --arch="$arch" --components="$components" --include="$include" \
    --aptopt='Acquire::Languages "none"' --aptopt='Acquire::Retries "5"' --aptopt='APT::Install-Recommends "false"' \
    --dpkgopt=force-unsafe-io "${excludes[@]}" \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/info/*' \
    --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-exclude=/usr/share/doc/*' \
    --dpkgopt='path-include=/usr/share/doc/*/copyright' --dpkgopt='path-exclude=*/__pycache__/*' \
    --dpkgopt=force-confold "${before[@]}" \
    --customize-hook="tar-in '$work/overlay.tar' /" \
    --customize-hook="copy-in '$work/finish.sh' /" \
    --customize-hook="chroot \"\$1\" /bin/sh /finish.sh" \
    --customize-hook='rm "$1/finish.sh"' \
    --customize-hook="chroot \"\$1\" dpkg-query --show --showformat '\${Package} \${Version} \${Architecture}\n' >'$work/inside/packages'" \
    --customize-hook="tar-out /boot '$work/boot.tar'" \
    --customize-hook='find "$1/boot" -mindepth 1 -delete; mkdir "$1/boot/firmware"' \
    "$suite" "$work/root.tar" "${sources[@]}"

say 'making the partitions'
rm -f "$work/image"
truncate -s $(((ROOT_AT + ROOT_SIZE) * MIB)) "$work/image"
sfdisk --quiet "$work/image" <<END
label: dos
label-id: 0x0cab0100
start=$((BOOT_AT * 2048)), size=$((BOOT_SIZE * 2048)), type=c, bootable
start=$((ROOT_AT * 2048)), size=$((ROOT_SIZE * 2048)), type=83
END
fat=$work/boot.fat
truncate -s $((BOOT_SIZE * MIB)) "$fat"
mkfs.vfat -F 32 -s 4 -n BOOT --invariant -h $((BOOT_AT * 2048)) "$fat" >/dev/null
mkdir "$work/from" "$work/fat"
tar -C "$work/from" --no-same-owner -xf "$work/boot.tar"
boot=$work/from/boot
if [ "$arch" = amd64 ]; then
    cp "$boot"/vmlinuz-* "$work/fat/vmlinuz"
    cp "$boot"/initrd.img-* "$work/fat/initrd.img"
    cp "$here/syslinux.cfg" "$work/fat/"
else
    # raspi-firmware has laid it out as the boards' boot code reads it.
    cp -r "$boot/firmware/." "$work/fat/"
fi
find "$work/fat" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
(cd "$work/fat" && find . -mindepth 1 -maxdepth 1 -printf '%P\0' | sort -z \
    | xargs -0 -I{} mcopy -s -m -i "$fat" {} ::/)
if [ "$arch" = amd64 ]; then
    syslinux --install "$fat"
    dd if=/usr/lib/syslinux/mbr/mbr.bin of="$work/image" bs=440 count=1 conv=notrunc status=none
fi
dd if="$fat" of="$work/image" bs=1M seek=$BOOT_AT conv=sparse,notrunc status=none

say 'filling the root file system'
chmod 644 "$work/root.tar"
inside sh -euc '
    cd "$1"
    mkdir tree
    tar -C tree --numeric-owner --xattrs --xattrs-include="*" --exclude="./dev/*" -xf ../root.tar
    mke2fs -q -F -t ext4 -b 4096 -I 256 -m 0 -L root -U "$3" -J size=16 -N 65536 \
        -O none,has_journal,ext_attr,resize_inode,dir_index,filetype,extent,64bit,flex_bg,sparse_super,large_file,huge_file,dir_nlink,extra_isize,metadata_csum \
        -E "root_owner=0:0,nodiscard,lazy_itable_init=0,lazy_journal_init=0,hash_seed=$3" -d tree root.ext4 "$2" >/dev/null
    # mke2fs takes over when the files were made here; that is no property of the image.
    dumpe2fs -h root.ext4 2>/dev/null | awk -v at="@$4" "
        /^Inode count:/ { all = \$3 }
        /^Free inodes:/ { free = \$3 }
        END { for (i = 11; i <= all - free; i++) { print \"sif <\" i \"> atime \" at; print \"sif <\" i \"> ctime \" at; print \"sif <\" i \"> crtime \" at } }
    " >times
    debugfs -w -f times root.ext4 >/dev/null 2>&1
    e2fsck -fn root.ext4 >/dev/null 2>&1
    chmod 644 root.ext4
' - "$work/inside" "${ROOT_SIZE}m" "$ROOT_UUID" "$SOURCE_DATE_EPOCH"
dd if="$work/inside/root.ext4" of="$work/image" bs=1M seek=$ROOT_AT conv=sparse,notrunc status=none

cp "$work/inside/packages" "$out.packages"
cp --sparse=always "$work/image" "$out.part"
mv "$out.part" "$out"
say "$(du -m "$out" | cut -f1) MiB of $((ROOT_AT + ROOT_SIZE)) in use"
sha256sum "$out"
