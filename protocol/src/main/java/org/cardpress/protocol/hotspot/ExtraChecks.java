package org.cardpress.protocol.hotspot;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks of books, packages, readers and branding, as far as {@link FileChecks} does not judge the files they turn into. */
final class ExtraChecks {
    static final int MOST_BOOKS = 2_000;
    static final int MOST_PACKAGES = 200;
    static final int MOST_READERS = 20;
    static final int LONGEST_SIDE = 4096;

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_ID = 200;
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,127}");
    private static final Pattern APP = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
    private static final Pattern EDITION = Pattern.compile("\\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?");
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final Set<String> PLATFORMS = Set.of("windows", "macos", "linux", "android");

    private final BiConsumer<String, @Nullable String> found;

    ExtraChecks(BiConsumer<String, @Nullable String> found) {
        this.found = found;
    }

    void check(HotspotConfig config) {
        most("config.books", config.books(), MOST_BOOKS, "books");
        for (int i = 0; i < config.books().size(); i++) {
            book("config.books[" + i + "]", config.books().get(i));
        }
        most("config.packages", config.packages(), MOST_PACKAGES, "packages");
        for (int i = 0; i < config.packages().size(); i++) {
            unpacked("config.packages[" + i + "]", config.packages().get(i));
        }
        most("config.readers", config.readers(), MOST_READERS, "readers");
        for (int i = 0; i < config.readers().size(); i++) {
            String path = "config.readers[" + i + "]";
            ReaderProgram reader = config.readers().get(i);
            named(path + ".url", reader.url());
            if (!PLATFORMS.contains(reader.platform())) {
                found.accept(
                        path + ".platform",
                        "'" + shortened(reader.platform()) + "' (expected windows, macos, linux or android)");
            }
        }
        Branding branding = config.branding();
        if (branding != null) {
            picture(
                    "config.branding.logo",
                    branding.logo(),
                    Set.of(PictureKind.PNG, PictureKind.JPEG, PictureKind.GIF));
            picture(
                    "config.branding.favicon",
                    branding.favicon(),
                    Set.of(PictureKind.PNG, PictureKind.GIF, PictureKind.ICO));
            colour("config.branding.primary", branding.primary());
            colour("config.branding.background", branding.background());
        }
    }

    private void book(String path, ChosenBook book) {
        title(path + ".title", book.title());
        word(path + ".name", book.name());
        word(path + ".flavour", book.flavour());
        if (book.id() != null) {
            found(path + ".id", PlainText.problem(book.id(), LONGEST_ID));
        }
        if (book.edition() != null && !EDITION.matcher(book.edition()).matches()) {
            found.accept(
                    path + ".edition", "'" + shortened(book.edition()) + "' (expected such as 2026-01 or 2026-01-17)");
        }
        String url = book.url();
        if (url != null) {
            Optional<String> name = named(path + ".url", url);
            if (name.isPresent() && !name.get().endsWith(".zim")) {
                found.accept(path + ".url", "'" + shortened(name.get()) + "' (expected the name of a .zim file)");
            }
            return;
        }
        if (book.id() == null && book.name() == null) {
            found.accept(path, "neither id, name nor url (expected one that says which book)");
        }
        if (book.size() != null || book.checksum() != null || book.mirrors() != null) {
            found.accept(path, "size, checksum or mirrors without url (expected the url they belong to)");
        }
    }

    private void unpacked(String path, ContentPackage each) {
        title(path + ".title", each.title());
        if ((each.app() == null) == (each.to() == null)) {
            found.accept(
                    path, (each.app() == null ? "neither app nor to" : "both app and to") + " (expected one of them)");
        } else if (each.app() != null && !APP.matcher(each.app()).matches()) {
            found.accept(
                    path + ".app",
                    "'" + shortened(each.app()) + "' (expected 1 to 32 small letters, digits and hyphens)");
        }
        if (each.via() == null && PlacedFile.via(each.url()) == null) {
            found.accept(
                    path + ".via",
                    "none, and the URL's ending does not tell (expected zip, tar, tar.gz, tar.bz2, tar.xz or tar.zst)");
        } else if (each.via() != null
                && isKnown(each.via())
                && Via.ofWord(each.via()).shape() != Via.Shape.TREE) {
            found.accept(
                    path + ".via",
                    "'" + each.via()
                            + "' (expected zip, tar, tar.gz, tar.bz2, tar.xz or tar.zst: a package has several files)");
        }
    }

    private static boolean isKnown(String via) {
        try {
            Via.ofWord(via);
            return true;
        } catch (IllegalArgumentException e) {
            // The check of the file it turns into names it.
            return false;
        }
    }

    private void picture(String path, @Nullable Picture picture, Set<PictureKind> kinds) {
        if (picture == null) {
            return;
        }
        if (picture.size() != null && picture.size() > Picture.MOST_BYTES) {
            found.accept(path + ".size", picture.size() + " bytes (expected at most " + Picture.MOST_BYTES + ")");
        }
        if ((picture.url() == null) == (picture.content() == null)) {
            found.accept(
                    path,
                    (picture.url() == null ? "neither url nor content" : "both url and content")
                            + " (expected one of them)");
            return;
        }
        String expected = kinds.contains(PictureKind.ICO) ? "PNG, GIF or ICO" : "PNG, JPEG or GIF";
        if (picture.url() != null) {
            Optional<PictureKind> kind =
                    PictureKind.ofName(PlacedFile.fileName(picture.url()).orElse(""));
            if (kind.isEmpty() || !kinds.contains(kind.get())) {
                found.accept(
                        path + ".url", "'" + shortened(picture.url()) + "' (expected to end like a " + expected + ")");
            }
            return;
        }
        inline(path + ".content", PlacedFile.bytes(String.valueOf(picture.content())), kinds, expected);
    }

    private void inline(String path, Optional<byte[]> bytes, Set<PictureKind> kinds, String expected) {
        if (bytes.isEmpty()) {
            found.accept(path, "no base64 (expected the bytes of a " + expected + " in it)");
            return;
        }
        int size = bytes.get().length;
        if (size > Picture.MOST_INLINE) {
            found.accept(path, size + " bytes (expected at most " + Picture.MOST_INLINE + "; use a url)");
            return;
        }
        Optional<PictureKind> kind = PictureKind.ofBytes(bytes.get()).filter(kinds::contains);
        int side = kind.map(each -> each.longerSide(bytes.get())).orElse(0);
        if (side < 1) {
            found.accept(path, size + " bytes that are none (expected a " + expected + ")");
        } else if (side > LONGEST_SIDE) {
            found.accept(path, side + " pixels wide or high (expected at most " + LONGEST_SIDE + ")");
        }
    }

    private void colour(String path, @Nullable String colour) {
        if (colour != null && !COLOUR.matcher(colour).matches()) {
            found.accept(path, "'" + shortened(colour) + "' (expected # and six hexadecimal digits, such as #1a6b3c)");
        }
    }

    private void title(String path, @Nullable String title) {
        if (title != null) {
            found(path, PlainText.problem(title, LONGEST_TITLE));
        }
    }

    private void word(String path, @Nullable String word) {
        if (word != null && !WORD.matcher(word).matches()) {
            found.accept(path, "'" + shortened(word) + "' (expected 1 to 128 letters, digits, dots, dashes)");
        }
    }

    /** The name of the file at a URL; a URL that is none is told by the check of the file it turns into. */
    private Optional<String> named(String path, String url) {
        Optional<String> name = PlacedFile.fileName(url);
        if (name.isEmpty()) {
            try {
                SourceUrl.parse(url);
                found.accept(path, "'" + shortened(url) + "' (expected the name of a file at its end)");
            } catch (IllegalArgumentException e) {
                found.accept(path, e.getMessage());
            }
        }
        return name;
    }

    private void most(String path, List<?> all, int most, String what) {
        if (all.size() > most) {
            found.accept(path, all.size() + " " + what + " (expected at most " + most + ")");
        }
    }

    private static String shortened(String text) {
        String visible = text.replaceAll("\\p{C}", "?");
        return visible.length() <= 60 ? visible : visible.substring(0, 60) + "…";
    }

    private void found(String path, @Nullable String problem) {
        if (problem != null) {
            found.accept(path, problem);
        }
    }
}
