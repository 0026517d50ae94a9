package org.cardpress.protocol.hotspot;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.serde.annotation.Serdeable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Everything that goes onto an image, line by line, as it was ordered and will be built. Holds neither settings nor the texts of inline
 * files, for these may be secret.
 *
 * @param bytes sum of the sizes that are known
 * @param unknownSizes how many lines have no size
 */
@Serdeable
public record BillOfContents(List<Line> lines, long bytes, int unknownSizes) {
    public BillOfContents {
        lines = List.copyOf(lines);
    }

    /**
     * The bill of a config.
     *
     * @param queries whether URLs keep what follows their question mark, which is where some servers want a secret
     */
    public static BillOfContents of(HotspotConfig config, boolean queries) {
        List<Line> lines = new ArrayList<>();
        BaseImage base = config.base();
        lines.add(new Line(Kind.BASE, name(base.url(), "base image"), null, base.url(), null, base.checksum(), null));
        config.books().forEach(each -> lines.add(book(each)));
        for (PlacedFile placed : PlacedFile.of(config)) {
            Kind kind = kind(placed.path());
            if (kind != Kind.BOOK) {
                lines.add(file(kind, placed.file(), title(config, placed)));
            }
        }
        for (OciImage image : config.ociImages()) {
            String to = image.target().toString();
            lines.add(new Line(Kind.IMAGE, image.ident(), to, image.url(), image.size(), null, image.wantedPlatform()));
        }
        List<Line> shown =
                queries ? lines : lines.stream().map(Line::withoutQuery).toList();
        return new BillOfContents(
                shown,
                shown.stream()
                        .mapToLong(each -> each.size() == null ? 0 : each.size())
                        .sum(),
                (int) shown.stream().filter(each -> each.size() == null).count());
    }

    private static Line book(ChosenBook book) {
        String file = PlacedFile.fileName(book.url()).orElse(null);
        String named = book.name() == null ? String.valueOf(file == null ? book.id() : file) : book.name();
        return new Line(
                Kind.BOOK,
                book.title() == null ? named : book.title(),
                file == null ? null : PlacedFile.BOOKS + file,
                book.url(),
                book.size(),
                book.checksum(),
                book.edition());
    }

    private static Line file(Kind kind, ContentFile file, @Nullable String title) {
        boolean direct = Via.DIRECT.word().equals(file.via()) || file.via() == null;
        Long inline = file.content() == null || !direct
                ? null
                : Long.valueOf(file.content().getBytes(StandardCharsets.UTF_8).length);
        return new Line(
                kind,
                title == null ? file.to().substring(file.to().lastIndexOf('/') + 1) : title,
                file.to(),
                file.url(),
                file.size() == null ? inline : file.size(),
                file.checksum(),
                null);
    }

    private static Kind kind(String path) {
        String list = path.substring("config.".length()).replaceFirst("[.\\[].*", "");
        return switch (list) {
            case "books" -> Kind.BOOK;
            case "packages" -> Kind.PACKAGE;
            case "readers" -> Kind.READER;
            case "branding" -> Kind.PICTURE;
            default -> Kind.FILE;
        };
    }

    private static @Nullable String title(HotspotConfig config, PlacedFile placed) {
        for (int i = 0; i < config.packages().size(); i++) {
            if (placed.path().equals("config.packages[" + i + "]")) {
                return config.packages().get(i).title();
            }
        }
        return null;
    }

    private static String name(String url, String otherwise) {
        return PlacedFile.fileName(url).orElse(otherwise);
    }

    /**
     * One thing that goes onto the image.
     *
     * @param to where it goes; null where that is not known, or nowhere under {@code /data}
     * @param url where it comes from; null for what is written in the config, or pulled from a registry
     * @param size bytes at the URL; null where not known
     * @param version edition of a book, platform of a container image
     */
    @Serdeable
    public record Line(
            Kind kind,
            String title,
            @Nullable String to,
            @Nullable String url,
            @Nullable Long size,
            @Nullable String checksum,
            @Nullable String version) {
        Line withoutQuery() {
            return new Line(
                    kind, title, to, url == null ? null : url.replaceFirst("[?#].*", ""), size, checksum, version);
        }
    }

    /** What a line is. */
    @Serdeable
    public enum Kind {
        BASE,
        BOOK,
        PACKAGE,
        FILE,
        IMAGE,
        READER,
        PICTURE;

        /** The word on the wire. */
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The constant with this word on the wire. */
        @JsonCreator
        public static Kind ofWire(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
