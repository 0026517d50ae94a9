package org.cardpress.protocol.hotspot;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks of names, network, language, time zone and administrator. A password is never part of a message. */
final class SettingChecks {
    private static final int LONGEST_TITLE = 64;
    private static final int LONGEST_SSID = 32;
    private static final int LONGEST_DOMAIN = 128;
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
    private static final Pattern PASSPHRASE = Pattern.compile("[ -~]{8,63}");
    private static final Pattern USER = Pattern.compile("[a-z_][a-z0-9_-]{0,31}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Z]{2})?");
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();
    /** Under the rules of the FCC and of Canada the upper channels of 2.4 GHz are not for access points like these. */
    private static final Set<String> ELEVEN_CHANNELS = Set.of("US", "CA", "PR", "GU", "AS", "VI", "MP");
    /** Accounts that Debian's base-passwd and its services bring along. */
    private static final Set<String> SYSTEM_USERS = Set.of(
            "root",
            "daemon",
            "bin",
            "sys",
            "sync",
            "games",
            "man",
            "lp",
            "mail",
            "news",
            "uucp",
            "proxy",
            "www-data",
            "backup",
            "list",
            "irc",
            "gnats",
            "nobody",
            "messagebus",
            "dnsmasq",
            "sshd",
            "_apt");

    private final BiConsumer<String, @Nullable String> found;

    SettingChecks(BiConsumer<String, @Nullable String> found) {
        this.found = found;
    }

    void check(HotspotConfig config) {
        if (config.title() != null) {
            found("config.title", PlainText.problem(config.title(), LONGEST_TITLE));
        }
        if (config.domain() != null) {
            domain(config.domain());
        }
        if (config.wifi() != null) {
            wifi(config.wifi());
        }
        if (config.language() != null) {
            language(config.language());
        }
        if (config.timezone() != null) {
            timezone(config.timezone());
        }
        if (config.admin() != null) {
            admin(config.admin());
        }
        for (DeviceSetting each : DeviceSettings.of(config)) {
            String rival = each.rival(config.offspot());
            if (rival != null) {
                found.accept(each.from(), "is decided by " + rival + " too (expected one of them)");
            }
        }
    }

    private void domain(String domain) {
        String[] labels = domain.split("\\.", -1);
        boolean sound = domain.length() <= LONGEST_DOMAIN && labels.length >= 2;
        for (String label : labels) {
            sound &= LABEL.matcher(label).matches();
        }
        if (!sound) {
            found.accept(
                    "config.domain",
                    "'" + shortened(domain) + "' (expected two or more names with dots between, such as clinic.hotspot;"
                            + " at most " + LONGEST_DOMAIN + " letters, digits and hyphens)");
        }
    }

    private void wifi(Wifi wifi) {
        int bytes = wifi.ssid().getBytes(StandardCharsets.UTF_8).length;
        if (bytes < 1 || bytes > LONGEST_SSID) {
            found.accept(
                    "config.wifi.ssid",
                    bytes + " bytes (expected 1 to " + LONGEST_SSID + "; other letters than a to z take several)");
        } else {
            found("config.wifi.ssid", PlainText.problem(wifi.ssid(), LONGEST_SSID));
        }
        String password = wifi.password();
        if (password != null && !PASSPHRASE.matcher(password).matches()) {
            found.accept(
                    "config.wifi.password",
                    "a text of " + password.length()
                            + " characters (expected 8 to 63 printable ones of ASCII, or none for an open network)");
        }
        String country = wifi.country();
        if (country != null && !COUNTRIES.contains(country)) {
            found.accept(
                    "config.wifi.country",
                    "'" + shortened(country) + "' (expected two capitals of ISO 3166, such as ML)");
        }
        Integer channel = wifi.channel();
        int most = country != null && ELEVEN_CHANNELS.contains(country) ? 11 : 13;
        if (channel != null && (channel < 1 || channel > most)) {
            found.accept(
                    "config.wifi.channel",
                    channel + " (expected 1 to " + most + (most == 11 ? " in " + country : "") + ")");
        }
    }

    private void language(String language) {
        boolean known = LANGUAGE.matcher(language).matches();
        try {
            Locale locale = new Locale.Builder().setLanguageTag(language).build();
            known &= locale.getLanguage().length() == 3 || LANGUAGES.contains(locale.getLanguage());
            known &= locale.getCountry().isEmpty() || COUNTRIES.contains(locale.getCountry());
        } catch (IllformedLocaleException e) {
            known = false;
        }
        if (!known) {
            found.accept(
                    "config.language",
                    "'" + shortened(language)
                            + "' (expected a language of BCP 47, with a country or without: fr or pt-BR)");
        }
    }

    private void timezone(String timezone) {
        if (!ZONES.contains(timezone) || timezone.startsWith("SystemV/")) {
            found.accept(
                    "config.timezone",
                    "'" + shortened(timezone) + "' (expected a name of the tz database, such as Africa/Bamako)");
        }
    }

    private void admin(AdminAccount admin) {
        if (!USER.matcher(admin.user()).matches() || SYSTEM_USERS.contains(admin.user())) {
            found.accept(
                    "config.admin.user",
                    "'" + shortened(admin.user())
                            + "' (expected a name such as admin: small letters, digits, hyphens; none of the system's own)");
        }
        int length = admin.password().codePointCount(0, admin.password().length());
        if (length < 8 || length > 128 || !admin.password().codePoints().allMatch(PlainText::isVisible)) {
            found.accept(
                    "config.admin.password",
                    "a text of " + length + " characters (expected 8 to 128 visible characters and plain spaces)");
        }
    }

    private static String shortened(String text) {
        String visible = text.replaceAll("\\p{C}", "?");
        return visible.length() <= 60 ? visible : visible.substring(0, 60) + "…";
    }

    private void found(String path, @Nullable String problem) {
        if (problem != null) {
            found.accept(path, problem);
        }
    }
}
