package org.cardpress.protocol.hotspot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the fields of a config say in the words of the device. The table is in {@code docs/hotspot-config.md}. */
final class DeviceSettings {
    static final String TLD = "hotspot";

    private final List<DeviceSetting> settings = new ArrayList<>();

    private DeviceSettings() {}

    static List<DeviceSetting> of(HotspotConfig config) {
        DeviceSettings all = new DeviceSettings();
        all.names(config);
        all.wifi(config.wifi());
        all.one("config.language", "language", config.language() == null ? null : locale(config.language()));
        all.one("config.timezone", "timezone", config.timezone());
        AdminAccount admin = config.admin();
        if (admin != null) {
            all.claim("config.admin.user", "admin.username", admin.user());
            all.claim("config.admin.password", "admin.password", admin.password());
        }
        all.branding(config.branding());
        if (config.metrics() != null) {
            all.claim("config.metrics", "metrics", config.metrics() ? true : null);
        }
        return all.settings;
    }

    /** The name as the first part of a domain: what such a part cannot have becomes a hyphen. */
    static String label(String name) {
        String label = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String bare = label.substring(0, Math.min(63, label.length())).replaceAll("^-|-$", "");
        return bare.isEmpty() ? TLD : bare;
    }

    private void names(HotspotConfig config) {
        one("config.title", "title", config.title());
        if (config.domain() == null && config.wifi() == null) {
            return;
        }
        String domain = config.domain() == null ? label(config.name()) + "." + TLD : config.domain();
        int dot = domain.indexOf('.');
        String first = dot < 0 ? domain : domain.substring(0, dot);
        String rest = dot < 0 ? TLD : domain.substring(dot + 1);
        settings.add(DeviceSetting.fallback("config.name", "hostname", first));
        boolean asked = config.domain() != null;
        settings.add(new DeviceSetting("config.domain", List.of("ap", "domain"), first, !asked));
        settings.add(new DeviceSetting("config.domain", List.of("ap", "tld"), rest, !asked));
    }

    private void wifi(@Nullable Wifi wifi) {
        if (wifi != null) {
            claim("config.wifi.ssid", "ap.ssid", wifi.ssid());
            // Also where it is open: a free setting beside it would be half of two minds.
            claim("config.wifi.password", "ap.passphrase", wifi.password());
            one("config.wifi.country", "ap.country", wifi.country());
            one("config.wifi.channel", "ap.channel", wifi.channel());
            one("config.wifi.hidden", "ap.hide", wifi.hidden());
        }
    }

    private void branding(@Nullable Branding branding) {
        if (branding != null) {
            picture("logo", branding.logo());
            picture("favicon", branding.favicon());
            one("config.branding.primary", "branding.primary", branding.primary());
            one("config.branding.background", "branding.background", branding.background());
        }
    }

    private void picture(String name, @Nullable Picture picture) {
        if (picture != null) {
            claim("config.branding." + name, "branding." + name, PlacedFile.pictureTarget(name, picture));
        }
    }

    private void one(String from, String key, @Nullable Object value) {
        if (value != null) {
            claim(from, key, value);
        }
    }

    private void claim(String from, String key, @Nullable Object value) {
        settings.add(DeviceSetting.of(from, key, value));
    }

    private static String locale(String tag) {
        return tag.replace('-', '_');
    }
}
