package org.cardpress.protocol.preflight;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cardpress.protocol.hotspot.Checksum;
import org.cardpress.protocol.hotspot.ContentFile;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.hotspot.OciImage;
import org.cardpress.protocol.hotspot.OciName;
import org.cardpress.protocol.hotspot.PlacedFile;
import org.cardpress.protocol.hotspot.SourceUrl;
import org.jspecify.annotations.Nullable;

/**
 * One source of a config that is to be asked about. What cannot even be read as a URL is no question: the checks of the config tell it.
 *
 * @param path where the config names it
 * @param places that give the same bytes, the first one first; empty for an image that is pulled from its registry
 * @param image the container image to pull; null where there are places
 * @param checksum its bytes will be held against; null for none
 * @param declared bytes as the config has them; null for none
 * @param base whether it is the base image, whose partition table is wanted as well
 */
public record Question(
        String path,
        List<URI> places,
        @Nullable OciImage image,
        @Nullable Checksum checksum,
        @Nullable Long declared,
        boolean base) {
    private static final Set<String> STRONG = Set.of("sha224", "sha256", "sha384", "sha512");

    public Question {
        places = List.copyOf(places);
    }

    /** All questions of a config, the base image first. */
    public static List<Question> of(HotspotConfig config) {
        List<Question> all = new ArrayList<>();
        add(all, "config.base", List.of(config.base().url()), config.base().checksum(), null, true);
        for (PlacedFile placed : PlacedFile.of(config)) {
            ContentFile file = placed.file();
            if (file.url() != null) {
                List<String> places = new ArrayList<>(List.of(file.url()));
                places.addAll(file.otherPlaces());
                add(all, placed.path(), places, file.checksum(), file.size(), false);
            }
        }
        for (int i = 0; i < config.ociImages().size(); i++) {
            OciImage image = config.ociImages().get(i);
            String path = image(i);
            if (image.url() == null) {
                all.add(new Question(path, List.of(), image, null, image.size(), false));
            } else {
                add(all, path, List.of(image.url()), null, image.size(), false);
            }
        }
        return List.copyOf(all);
    }

    /**
     * Whether the config alone decides every byte that its sources will give: each has a checksum that nobody can forge, each container
     * image a digest, each book its URL.
     */
    public static boolean allProved(HotspotConfig config) {
        return config.books().stream().allMatch(book -> book.url() != null)
                && of(config).stream().allMatch(Question::isProved);
    }

    private boolean isProved() {
        return STRONG.contains(proof());
    }

    /** What the bytes will be held against: the word of a checksum, or {@link PreflightReport.SourceLine#SERVER}. */
    String proof() {
        if (checksum != null) {
            return checksum.algorithm().word();
        }
        return image != null && hasDigest(image) ? Checksum.Algorithm.SHA256.word() : PreflightReport.SourceLine.SERVER;
    }

    private static boolean hasDigest(OciImage image) {
        try {
            return OciName.parse(image.ident()).digest() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The path of a container image in a config. */
    static String image(int index) {
        return "config.ociImages[" + index + "]";
    }

    private static void add(
            List<Question> all,
            String path,
            List<String> urls,
            @Nullable String checksum,
            @Nullable Long declared,
            boolean base) {
        List<URI> places =
                urls.stream().map(Question::read).flatMap(Optional::stream).toList();
        if (!places.isEmpty()) {
            all.add(new Question(path, places, null, sum(checksum), declared, base));
        }
    }

    private static Optional<URI> read(String url) {
        try {
            return Optional.of(SourceUrl.parse(url));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Checksum sum(@Nullable String text) {
        try {
            return text == null ? null : Checksum.parse(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
