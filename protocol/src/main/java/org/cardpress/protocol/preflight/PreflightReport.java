package org.cardpress.protocol.preflight;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be told about a config before anything of it is fetched.
 *
 * @param fits whether nothing was found that keeps the image from being built
 * @param findings everything that was found, in the order of the config
 * @param sources what is to be fetched
 * @param partitions of the image, in their order, as far as they are known
 * @param imageBytes of the whole image; null where not even the contents are known
 * @param atLeast whether something is missing in the sizes, so that they are what the image has at least
 * @param card the smallest usual card that holds {@code imageBytes}; null where none does, or they are not known
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
public record PreflightReport(
        boolean fits,
        List<Finding> findings,
        List<SourceLine> sources,
        List<PartitionLine> partitions,
        @Nullable Long imageBytes,
        boolean atLeast,
        @Nullable Card card) {
    public PreflightReport {
        findings = List.copyOf(findings);
        sources = List.copyOf(sources);
        partitions = List.copyOf(partitions);
    }

    /** What keeps the image from being built. */
    public List<Finding> errors() {
        return findings.stream()
                .filter(each -> each.severity() == Severity.ERROR)
                .toList();
    }

    /**
     * One thing to fetch.
     *
     * @param path where the config names it
     * @param url as the config names it; for a container image its name
     * @param size bytes as told by its server, or else declared; null where nobody tells
     * @param proof what its bytes are held against: the word of a checksum such as {@code sha256}, or {@code server} where only
     *     the connection and its server vouch for them
     * @param here whether it lies in the creator's cache already
     */
    @Serdeable
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record SourceLine(
            String path, String url, @Nullable Long size, String proof, boolean here) {
        /** The proof where there is no checksum. */
        public static final String SERVER = "server";
    }

    /**
     * One partition.
     *
     * @param name {@code boot}, {@code root} or {@code data}
     */
    @Serdeable
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record PartitionLine(String name, long bytes) {}

    /**
     * A card as shops sell it.
     *
     * @param gigabytes as printed on it
     * @param bytes that every such card holds
     */
    @Serdeable
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Card(int gigabytes, long bytes) {}
}
