package org.cardpress.protocol.preflight;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cardpress.protocol.hotspot.Checksum;
import org.cardpress.protocol.hotspot.ContentFile;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.hotspot.OciImage;
import org.cardpress.protocol.hotspot.SourceUrl;
import org.jspecify.annotations.Nullable;

/**
 * One source of a config that is to be asked about. What cannot even be read as a URL is no question: the checks of the config tell it.
 *
 * @param path where the config names it
 * @param places that give the same bytes, the first one first; empty for an image that is pulled from its registry
 * @param image the container image to pull; null where there are places
 * @param checksum its bytes will be held against; null for none
 * @param base whether it is the base image, whose partition table is wanted as well
 */
public record Question(
        String path,
        List<URI> places,
        @Nullable OciImage image,
        @Nullable Checksum checksum,
        boolean base) {
    public Question {
        places = List.copyOf(places);
    }

    /** All questions of a config, the base image first. */
    public static List<Question> of(HotspotConfig config) {
        List<Question> all = new ArrayList<>();
        add(all, "config.base", List.of(config.base().url()), config.base().checksum(), true);
        for (int i = 0; i < config.files().size(); i++) {
            ContentFile file = config.files().get(i);
            if (file.url() != null) {
                List<String> places = new ArrayList<>(List.of(file.url()));
                places.addAll(file.otherPlaces());
                add(all, "config.files[" + i + "]", places, file.checksum(), false);
            }
        }
        for (int i = 0; i < config.ociImages().size(); i++) {
            OciImage image = config.ociImages().get(i);
            String path = "config.ociImages[" + i + "]";
            if (image.url() == null) {
                all.add(new Question(path, List.of(), image, null, false));
            } else {
                add(all, path, List.of(image.url()), null, false);
            }
        }
        return List.copyOf(all);
    }

    private static void add(
            List<Question> all, String path, List<String> urls, @Nullable String checksum, boolean base) {
        List<URI> places =
                urls.stream().map(Question::read).flatMap(Optional::stream).toList();
        if (!places.isEmpty()) {
            all.add(new Question(path, places, null, sum(checksum), base));
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
