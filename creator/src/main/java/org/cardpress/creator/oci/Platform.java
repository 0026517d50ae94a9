package org.cardpress.creator.oci;

import io.micronaut.json.tree.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What an image runs on.
 *
 * @param variant of the processor; empty for any
 */
record Platform(String os, String architecture, String variant) {
    static Platform parse(String text) {
        String[] parts = text.split("/", 3);
        return new Platform(parts[0], parts[1], parts.length < 3 ? "" : parts[2]);
    }

    /** Of an index's entry or an image's config; empty words where it names none. */
    static Platform of(@Nullable JsonNode node) {
        return new Platform(word(node, "os"), word(node, "architecture"), word(node, "variant"));
    }

    private static String word(@Nullable JsonNode node, String name) {
        JsonNode value = node == null ? null : node.get(name);
        return value == null || !value.isString() ? "" : value.getStringValue();
    }

    /** Whether an image for the other one is what was asked for. The v8 of arm64 is what all arm64 has. */
    boolean accepts(Platform other) {
        return os.equals(other.os)
                && architecture.equals(other.architecture)
                && (plain(variant, architecture).isEmpty()
                        || plain(variant, architecture).equals(plain(other.variant, other.architecture)));
    }

    private static String plain(String variant, String architecture) {
        return architecture.equals("arm64") && variant.equals("v8") ? "" : variant;
    }

    @Override
    public String toString() {
        return os + "/" + architecture + (variant.isEmpty() ? "" : "/" + variant);
    }
}
