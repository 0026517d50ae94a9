package org.cardpress.creator.oci;

import io.micronaut.json.tree.JsonNode;
import java.util.regex.Pattern;
import org.cardpress.creator.job.CreateFailure;
import org.jspecify.annotations.Nullable;

/**
 * Names bytes by their hash (OCI image specification, "descriptor").
 *
 * @param mediaType what they are
 * @param digest {@code sha256:} and 64 digits
 * @param size in bytes
 */
record Descriptor(String mediaType, String digest, long size) {
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    /** @param what it describes, for messages */
    static Descriptor of(@Nullable JsonNode node, String what) {
        JsonNode digest = node == null ? null : node.get("digest");
        JsonNode size = node == null ? null : node.get("size");
        JsonNode type = node == null ? null : node.get("mediaType");
        if (digest == null
                || !digest.isString()
                || !DIGEST.matcher(digest.getStringValue()).matches()
                || size == null
                || !size.isNumber()
                || size.getLongValue() < 0) {
            throw CreateFailure.wrong("oci.format", what + " has no sha256 digest with a size (expected both)");
        }
        return new Descriptor(
                type == null || !type.isString() ? "" : type.getStringValue(),
                digest.getStringValue(),
                size.getLongValue());
    }

    /** The digits of the digest. */
    String hex() {
        return digest.substring("sha256:".length());
    }
}
