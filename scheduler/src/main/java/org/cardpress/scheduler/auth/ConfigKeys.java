package org.cardpress.scheduler.auth;

import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.hotspot.OnDevice;
import org.cardpress.protocol.preflight.Question;
import org.cardpress.scheduler.order.BuildKeys;
import org.jspecify.annotations.Nullable;

/**
 * Keys of images: a hash over everything that becomes of a config on the device, passwords included, keyed so that nobody with the store
 * alone can try passwords against it. The key is derived from that of the tokens; a new one only means that images are made anew.
 */
@Singleton
public final class ConfigKeys implements BuildKeys {
    private static final String HMAC = "HmacSHA256";
    private static final byte[] USE = "cardpress build keys 1".getBytes(StandardCharsets.US_ASCII);

    private final SecretKey key;
    private final JsonMapper json;

    public ConfigKeys(SigningKey signing, JsonMapper json) {
        this.key = new SecretKeySpec(mac("HmacSHA512", signing.key(), USE), HMAC);
        this.json = json;
    }

    @Override
    public Optional<String> of(HotspotConfig config) {
        if (!Question.allProved(config)) {
            return Optional.empty();
        }
        try {
            Object tree = json.readValue(json.writeValueAsBytes(OnDevice.of(config)), Object.class);
            return Optional.of(Secrets.hex(mac(HMAC, key, json.writeValueAsBytes(sorted(tree)))));
        } catch (IOException e) {
            throw new UncheckedIOException("a config that cannot be written as JSON", e);
        }
    }

    /** The order of settings does not decide anything; that of contents does, and stays. */
    private static @Nullable Object sorted(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> sorted = new TreeMap<>();
            map.forEach((name, each) -> sorted.put(String.valueOf(name), sorted(each)));
            return sorted;
        }
        return value instanceof java.util.List<?> list
                ? list.stream().map(ConfigKeys::sorted).toList()
                : value;
    }

    private static byte[] mac(String algorithm, SecretKey key, byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(key);
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no " + algorithm, e);
        }
    }
}
