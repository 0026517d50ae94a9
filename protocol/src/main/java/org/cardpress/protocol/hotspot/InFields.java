package org.cardpress.protocol.hotspot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The way back from {@link OnDevice}: what a config says in free settings and files moves into the fields for people, as far as these
 * can say exactly that. Each step is taken only where the device would read the same afterwards, and nothing is refused that was fine
 * before. Pure.
 */
public final class InFields {
    private static final List<UnaryOperator<HotspotConfig>> STEPS = List.of(
            InFields::title,
            InFields::timezone,
            InFields::language,
            InFields::network,
            InFields::admin,
            InFields::metrics,
            InFields::books);

    private InFields() {}

    /** The same hotspot with as much of it in fields as they can say. The order of its files may be another. */
    public static HotspotConfig of(HotspotConfig config) {
        HotspotConfig best = config;
        for (UnaryOperator<HotspotConfig> step : STEPS) {
            HotspotConfig next = step.apply(best);
            boolean same = OnDevice.of(next).offspot().equals(OnDevice.of(best).offspot());
            if (same
                    && HotspotChecks.check(next).size()
                            <= HotspotChecks.check(best).size()) {
                best = next;
            }
        }
        return best;
    }

    private static HotspotConfig title(HotspotConfig config) {
        String title = text(config.offspot(), "title");
        return title == null ? config : without(config, "title").title(title).config();
    }

    private static HotspotConfig timezone(HotspotConfig config) {
        String zone = text(config.offspot(), "timezone");
        return zone == null
                ? config
                : without(config, "timezone").timezone(zone).config();
    }

    private static HotspotConfig language(HotspotConfig config) {
        String language = text(config.offspot(), "language");
        return language == null
                ? config
                : without(config, "language")
                        .language(language.replace('_', '-'))
                        .config();
    }

    /** Network and domain belong together: a field for one brings a default for the other along. */
    private static HotspotConfig network(HotspotConfig config) {
        Map<String, Object> ap = map(config.offspot(), "ap");
        String ssid = text(ap, "ssid");
        String domain = text(ap, "domain");
        String tld = text(ap, "tld");
        if (domain == null || tld == null) {
            return config;
        }
        HotspotDraft draft = HotspotDraft.of(config).domain(domain + "." + tld);
        List<String> said = new ArrayList<>(List.of("domain", "tld"));
        if (ssid != null) {
            draft.wifi(new Wifi(
                    ssid,
                    text(ap, "passphrase"),
                    text(ap, "country"),
                    ap.get("channel") instanceof Integer channel ? channel : null,
                    ap.get("hide") instanceof Boolean hidden ? hidden : null));
            said.addAll(List.of("ssid", "passphrase", "country", "channel", "hide"));
        }
        said.forEach(ap::remove);
        Map<String, Object> free = new LinkedHashMap<>(config.offspot());
        free.put("ap", ap);
        if (ap.isEmpty()) {
            free.remove("ap");
        }
        free.remove("hostname", domain);
        return draft.offspot(free).config();
    }

    private static HotspotConfig admin(HotspotConfig config) {
        Map<String, Object> admin = map(config.offspot(), "admin");
        String user = text(admin, "username");
        String password = text(admin, "password");
        return user == null || password == null
                ? config
                : without(config, "admin")
                        .admin(new AdminAccount(user, password))
                        .config();
    }

    private static HotspotConfig metrics(HotspotConfig config) {
        return Boolean.TRUE.equals(config.offspot().get("metrics"))
                ? without(config, "metrics").metrics(true).config()
                : config;
    }

    private static HotspotConfig books(HotspotConfig config) {
        List<ChosenBook> books = new ArrayList<>(config.books());
        List<ContentFile> files = new ArrayList<>();
        for (ContentFile file : config.files()) {
            ChosenBook book = new ChosenBook(
                    null, null, null, null, null, file.url(), file.size(), file.checksum(), file.mirrors());
            ContentFile again = PlacedFile.book("", book).map(PlacedFile::file).orElse(null);
            if (Objects.equals(file, again) && file.to().endsWith(".zim")) {
                books.add(book);
            } else {
                files.add(file);
            }
        }
        return HotspotDraft.of(config).books(books).files(files).config();
    }

    private static HotspotDraft without(HotspotConfig config, String key) {
        Map<String, Object> free = new LinkedHashMap<>(config.offspot());
        free.remove(key);
        return HotspotDraft.of(config).offspot(free);
    }

    private static @Nullable String text(Map<String, Object> settings, String key) {
        return settings.get(key) instanceof String text ? text : null;
    }

    private static Map<String, Object> map(Map<String, Object> settings, String key) {
        Map<String, Object> below = new LinkedHashMap<>();
        if (settings.get(key) instanceof Map<?, ?> map) {
            map.forEach((name, value) -> below.put(String.valueOf(name), value));
        }
        return below;
    }
}
