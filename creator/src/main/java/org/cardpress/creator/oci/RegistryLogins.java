package org.cardpress.creator.oci;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** User names and passwords for registries that ask for them. */
@FunctionalInterface
public interface RegistryLogins {
    /** The login for a registry, by host and port as they stand in image names; empty to ask without. */
    Optional<Login> of(String registry);

    /** None for any registry. */
    static RegistryLogins none() {
        return registry -> Optional.empty();
    }

    /**
     * Those of a file as {@code docker login} and {@code skopeo login} write it: {@code {"auths": {HOST: {"auth": BASE64}}}}.
     *
     * @throws IOException if it cannot be read or is no such file
     */
    static RegistryLogins ofFile(Path file) throws IOException {
        Map<String, Login> logins = new HashMap<>();
        JsonNode root = ObjectMapper.getDefault().readValue(Files.readAllBytes(file), JsonNode.class);
        JsonNode auths = root == null ? null : root.get("auths");
        if (auths == null || !auths.isObject()) {
            throw new IOException("registry logins " + file + " name no auths (expected {\"auths\": {HOST: …}})");
        }
        for (Map.Entry<String, JsonNode> entry : auths.entries()) {
            JsonNode auth = entry.getValue().get("auth");
            String plain = auth == null || !auth.isString() ? "" : decoded(file, auth.getStringValue());
            int colon = plain.indexOf(':');
            if (colon < 1) {
                throw new IOException("registry logins " + file + ": " + entry.getKey()
                        + " has no auth (expected the base64 of user:password; credential helpers are not asked)");
            }
            logins.put(entry.getKey(), new Login(plain.substring(0, colon), plain.substring(colon + 1)));
        }
        return registry -> Optional.ofNullable(logins.get(registry));
    }

    private static String decoded(Path file, String base64) throws IOException {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IOException("registry logins " + file + " have an auth that is no base64 (expected base64)", e);
        }
    }

    /** User name and password. */
    record Login(String user, String password) {
        /** For the {@code Authorization} header. */
        String basic() {
            byte[] plain = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(plain);
        }

        @Override
        public String toString() {
            return "Login[" + user + "]";
        }
    }
}
