package org.cardpress.protocol.hotspot;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A content of the image and where in the config it comes from.
 *
 * @param path of it in the config
 * @param toPath of what decides its place
 */
public record PlacedFile(String path, String toPath, ContentFile file) {
    static final String BOOKS = "/data/zims/";
    static final String APPS = "/data/apps/";
    static final String READERS = "/data/readers/";
    static final String BRANDING = "/data/branding/";

    // The longer endings first: the first that fits is taken.
    private static final List<Map.Entry<String, Via>> ENDINGS = List.of(
            Map.entry(".tar.gz", Via.TAR_GZ),
            Map.entry(".tgz", Via.TAR_GZ),
            Map.entry(".tar.bz2", Via.TAR_BZ2),
            Map.entry(".tar.xz", Via.TAR_XZ),
            Map.entry(".tar.zst", Via.TAR_ZST),
            Map.entry(".tar", Via.TAR),
            Map.entry(".zip", Via.ZIP));

    /** All contents that fields of the config ask for, without those whose place cannot be told: the checks name these. */
    public static List<PlacedFile> of(HotspotConfig config) {
        List<PlacedFile> all = new ArrayList<>();
        for (int i = 0; i < config.books().size(); i++) {
            book("config.books[" + i + "]", config.books().get(i)).ifPresent(all::add);
        }
        for (int i = 0; i < config.packages().size(); i++) {
            all.add(unpacked("config.packages[" + i + "]", config.packages().get(i)));
        }
        for (int i = 0; i < config.files().size(); i++) {
            String path = "config.files[" + i + "]";
            all.add(new PlacedFile(path, path + ".to", config.files().get(i)));
        }
        for (int i = 0; i < config.readers().size(); i++) {
            reader("config.readers[" + i + "]", config.readers().get(i)).ifPresent(all::add);
        }
        Branding branding = config.branding();
        if (branding != null) {
            picture("logo", branding.logo()).ifPresent(all::add);
            picture("favicon", branding.favicon()).ifPresent(all::add);
        }
        return all;
    }

    static Optional<PlacedFile> book(String path, ChosenBook book) {
        String url = book.url();
        return fileName(url)
                .map(name -> new PlacedFile(
                        path,
                        path + ".url",
                        new ContentFile(
                                BOOKS + name, url, null, null, book.size(), null, book.checksum(), book.mirrors())));
    }

    private static Optional<PlacedFile> reader(String path, ReaderProgram reader) {
        return fileName(reader.url())
                .map(name -> new PlacedFile(
                        path,
                        path + ".url",
                        new ContentFile(
                                READERS + name,
                                reader.url(),
                                null,
                                null,
                                reader.size(),
                                null,
                                reader.checksum(),
                                reader.mirrors())));
    }

    private static PlacedFile unpacked(String path, ContentPackage each) {
        String to = each.app() == null ? String.valueOf(each.to()) : APPS + each.app();
        Via known = via(each.url());
        String via = each.via() != null || known == null ? each.via() : known.word();
        return new PlacedFile(
                path,
                path + (each.app() == null ? ".to" : ".app"),
                new ContentFile(
                        to, each.url(), null, via, each.size(), each.unpackedSize(), each.checksum(), each.mirrors()));
    }

    private static Optional<PlacedFile> picture(String name, @Nullable Picture picture) {
        String to = picture == null ? null : pictureTarget(name, picture);
        if (picture == null || to == null) {
            return Optional.empty();
        }
        String path = "config.branding." + name;
        String via = picture.content() == null ? null : Via.BASE64.word();
        return Optional.of(new PlacedFile(
                path,
                path,
                new ContentFile(
                        to, picture.url(), picture.content(), via, picture.size(), null, picture.checksum(), null)));
    }

    /** Where a picture of the branding goes; null where its kind cannot be told. */
    static @Nullable String pictureTarget(String name, Picture picture) {
        Optional<PictureKind> kind = picture.content() == null
                ? PictureKind.ofName(fileName(picture.url()).orElse(""))
                : bytes(picture.content()).flatMap(PictureKind::ofBytes);
        return kind.map(each -> BRANDING + name + each.ending()).orElse(null);
    }

    /** The bytes of an inline picture; empty where it is no base64. */
    static Optional<byte[]> bytes(String content) {
        try {
            return Optional.of(Base64.getDecoder().decode(content.replaceAll("\\s", "")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** How an archive is unpacked as far as its URL tells; null where it does not. */
    static @Nullable Via via(String url) {
        String name = fileName(url).orElse("").toLowerCase(Locale.ROOT);
        for (Map.Entry<String, Via> ending : ENDINGS) {
            if (name.endsWith(ending.getKey())) {
                return ending.getValue();
            }
        }
        return null;
    }

    /** The last part of the URL's path; empty where the URL is none or ends in a slash. */
    static Optional<String> fileName(@Nullable String url) {
        if (url == null) {
            return Optional.empty();
        }
        try {
            String path = SourceUrl.parse(url).getPath();
            String name = path.substring(path.lastIndexOf('/') + 1);
            return name.isEmpty() ? Optional.empty() : Optional.of(name);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
