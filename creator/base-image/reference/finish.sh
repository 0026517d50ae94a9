#!/bin/sh
# Runs inside the new system once, after its packages: switches services on and off, takes out what differs from build to build.
set -eu

systemctl --quiet enable systemd-networkd hotspot-grow hotspot-settings hotspot-contents hotspot-library hotspot-wifi \
    hotspot-reads.timer nginx dnsmasq
systemctl --quiet disable systemd-networkd-wait-online apt-daily.timer apt-daily-upgrade.timer e2scrub_all.timer e2scrub_reap.service
systemctl --quiet mask hostapd systemd-binfmt
# What systemd would bring up to date at the first start is so already.
touch /etc/.updated /var/.updated
ln -sf ../sites-available/hotspot /etc/nginx/sites-enabled/default
# What holds until offspot.yaml says otherwise.
python3 -B /usr/lib/hotspot/agent.py defaults

printf 'uninitialized\n' >/etc/machine-id
rm -f /etc/hostname-* /etc/passwd- /etc/group- /etc/shadow- /etc/gshadow- /etc/subuid- /etc/subgid-
rm -rf /var/lib/apt/lists/* /var/cache/apt/*.bin /var/cache/apt/archives/*.deb /var/cache/ldconfig/aux-cache /var/cache/debconf/*-old
rm -rf /var/lib/dpkg/*-old /var/lib/systemd/random-seed /var/lib/systemd/credential.secret /var/lib/dbus/machine-id
rm -rf /tmp/* /var/tmp/* /run/*
find /var/log -type f -delete
find / -xdev -type d -name __pycache__ -prune -exec rm -rf {} +
# The day a password was set, which is the day of the build.
sed -i 's/^\([^:]*:[^:]*\):[0-9]*:/\1:20454:/' /etc/shadow
