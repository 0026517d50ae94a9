package org.cardpress.warehouse.link;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The address of a public link. What does not look like one is not worth a question to the scheduler. */
record LinkPath(String orderId, String secret, String fileName) {
    private static final Pattern SHAPE =
            Pattern.compile("/links/([A-Za-z0-9]{1,64})/([A-Za-z0-9_-]{16,128})/([^/\\p{Cntrl}]{1,255})");

    static Optional<LinkPath> of(String uri) {
        try {
            Matcher path = SHAPE.matcher(new QueryStringDecoder(uri).path());
            return path.matches()
                    ? Optional.of(new LinkPath(path.group(1), path.group(2), path.group(3)))
                    : Optional.empty();
        } catch (IllegalArgumentException badEscape) {
            return Optional.empty();
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "LinkPath[" + orderId + "/…/" + fileName + "]";
    }
}
