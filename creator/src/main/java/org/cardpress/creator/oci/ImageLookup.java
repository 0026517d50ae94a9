package org.cardpress.creator.oci;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.cardpress.creator.fetch.Answer;
import org.cardpress.creator.fetch.Digests;
import org.cardpress.creator.job.CreateFailure;
import org.cardpress.protocol.hotspot.OciName;
import org.jspecify.annotations.Nullable;

/** Finds the manifest of the wanted platform, behind an index or without one. Reads at most 4 MiB of each document. */
final class ImageLookup {
    private static final int MOST_BYTES = 4 << 20;
    private static final int MOST_LAYERS = 500;
    private static final String ACCEPT = String.join(
            ", ",
            "application/vnd.oci.image.index.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json",
            "application/vnd.oci.image.manifest.v1+json",
            "application/vnd.docker.distribution.manifest.v2+json");

    private final Registry registry;
    private final OciName name;
    private final Platform wanted;

    ImageLookup(Registry registry, OciName name, Platform wanted) {
        this.registry = registry;
        this.name = name;
        this.wanted = wanted;
    }

    ImagePlan look() throws IOException {
        Document top = document(name.reference(), name.digest());
        JsonNode entries = top.json.get("manifests");
        if (entries == null) {
            return plan(top);
        }
        Descriptor chosen = choose(entries);
        return plan(document(chosen.digest(), chosen.digest()));
    }

    private Descriptor choose(JsonNode entries) {
        TreeSet<String> there = new TreeSet<>();
        for (JsonNode entry : entries.values()) {
            Platform platform = Platform.of(entry.get("platform"));
            if (wanted.accepts(platform)) {
                return Descriptor.of(entry, "an entry of the index of " + name.repository());
            }
            // Attestations stand beside the images as "unknown/unknown".
            if (!platform.os().equals("unknown") && !platform.os().isEmpty()) {
                there.add(platform.toString());
            }
        }
        throw CreateFailure.wrong(
                "oci.platform",
                "image " + name.registry() + "/" + name.repository() + " " + name.reference() + " is not made for "
                        + wanted + " (expected one of " + String.join(", ", there) + ")");
    }

    private ImagePlan plan(Document manifest) {
        String what = "the manifest of " + name.repository() + " " + name.reference();
        Descriptor config = Descriptor.of(manifest.json.get("config"), what);
        List<Descriptor> layers = new ArrayList<>();
        JsonNode nodes = manifest.json.get("layers");
        if (nodes == null || !nodes.isArray() || nodes.size() > MOST_LAYERS) {
            throw CreateFailure.wrong(
                    "oci.format",
                    what + " has no list of layers (expected at most " + MOST_LAYERS
                            + "; images in the first format of registries must be pushed again)");
        }
        for (JsonNode node : nodes.values()) {
            Descriptor layer = Descriptor.of(node, "a layer in " + what);
            if (!layer.mediaType().contains(".tar") || layer.mediaType().contains("encrypted")) {
                throw CreateFailure.wrong(
                        "oci.format", what + " has a layer of type '" + layer.mediaType() + "' (expected a tar)");
            }
            layers.add(layer);
        }
        return new ImagePlan(name, manifest.digest, config, layers);
    }

    /** Judged by the digest that was asked for, else by the one the registry claims. */
    private Document document(String reference, @Nullable String expected) throws IOException {
        byte[] bytes;
        Optional<String> told;
        try (Answer answer = registry.get("manifests", reference, ACCEPT, 0)) {
            bytes = answer.body().readNBytes(MOST_BYTES + 1);
            told = answer.header("Docker-Content-Digest");
        }
        if (bytes.length > MOST_BYTES) {
            throw CreateFailure.wrong(
                    "oci.size",
                    "the manifest of " + name.repository() + " has more than " + MOST_BYTES
                            + " bytes (expected fewer)");
        }
        String came = "sha256:" + Digests.sha256(bytes);
        String claimed = Optional.ofNullable(expected).or(() -> told).orElse(came);
        if (claimed.startsWith("sha256:") && !claimed.equals(came)) {
            throw CreateFailure.wrong(
                    "oci.digest",
                    "the manifest " + reference + " of " + name.repository() + " has digest " + came + " (expected "
                            + claimed + ")");
        }
        JsonNode json = parsed(bytes, reference);
        return new Document(json, came);
    }

    private JsonNode parsed(byte[] bytes, String reference) throws IOException {
        try {
            JsonNode json = ObjectMapper.getDefault().readValue(bytes, JsonNode.class);
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (IOException e) {
            // Said below: the parser's words would not help a person.
        }
        throw CreateFailure.wrong(
                "oci.format",
                "the manifest " + reference + " of " + name.repository() + " is no JSON object (expected one)");
    }

    private record Document(JsonNode json, String digest) {}
}
