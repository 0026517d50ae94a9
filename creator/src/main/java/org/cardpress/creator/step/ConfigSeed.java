package org.cardpress.creator.step;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.cardpress.creator.fetch.Digests;
import org.cardpress.protocol.hotspot.ContentFile;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.hotspot.OciImage;
import org.jspecify.annotations.Nullable;

/**
 * The hash of everything in a config that decides an image, from which its ids are derived: two configs that differ never share an id,
 * and one config has the same on every machine. The order of settings does not count, that of contents does, since it places them.
 */
final class ConfigSeed {
    private final MessageDigest digest = Digests.create("SHA-256");

    private ConfigSeed() {}

    static String of(HotspotConfig config) {
        ConfigSeed seed = new ConfigSeed();
        seed.add(config.schema());
        seed.add(config.name());
        seed.add(config.base().url());
        seed.add(config.base().checksum());
        seed.add(config.size());
        for (ContentFile file : config.files()) {
            seed.add("file");
            seed.add(file.to());
            seed.add(file.url());
            seed.add(file.content());
            seed.add(file.via());
            seed.add(file.checksum());
        }
        for (OciImage image : config.ociImages()) {
            seed.add("image");
            seed.add(image.ident());
            seed.add(image.url());
            seed.add(image.wantedPlatform());
        }
        seed.add(config.offspot());
        return HexFormat.of().formatHex(seed.digest.digest());
    }

    /** Each value goes in with its kind and length, so that no two sequences of values look alike. */
    private void add(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> sorted = new TreeMap<>();
            map.forEach((key, each) -> sorted.put(String.valueOf(key), each));
            text("map", Integer.toString(sorted.size()));
            sorted.forEach((key, each) -> {
                add(key);
                add(each);
            });
        } else if (value instanceof Iterable<?> list) {
            text("list", "");
            list.forEach(this::add);
            text("end", "");
        } else {
            text(value == null ? "null" : value instanceof Number ? "number" : "text", String.valueOf(value));
        }
    }

    private void text(String kind, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((kind + " " + bytes.length + "\n").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }
}
