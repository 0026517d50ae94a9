package org.cardpress.standalone.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.cardpress.protocol.hotspot.ContentFile;
import org.cardpress.protocol.library.ZimWriterFs;

/**
 * What the demo's hotspot offers: the project's documentation as a ZIM file, the same pages as a compressed archive, and two files
 * whose text stands in the order itself.
 *
 * @param files as the order names them
 * @param expected SHA-256 of every file that must be on the card, by its path under {@code /data}
 * @param zim path of the ZIM file under {@code /data}
 */
record SampleContent(List<ContentFile> files, Map<String, String> expected, String zim) {

    private static final String WELCOME = "Welcome to the Cardpress demo hotspot.\nBienvenue !\n";

    SampleContent {
        files = List.copyOf(files);
        expected = Map.copyOf(expected);
    }

    /**
     * Makes the content anew.
     *
     * @param home folder with the documentation
     * @param folder where the made files go
     */
    static SampleContent make(Path home, Path folder) throws IOException {
        Path site = Files.createDirectories(folder.resolve("site"));
        new DocsSite(home).write(site);
        Path zim = zim(site, folder.resolve("cardpress-docs.zim"));
        Path archive = archive(site, folder.resolve("pages.zip"));

        Map<String, String> expected = new TreeMap<>();
        expected.put("/zims/cardpress-docs.zim", Sha256.of(zim));
        try (Stream<Path> pages = Files.list(site)) {
            pages.forEach(page -> expected.put("/pages/" + page.getFileName(), Sha256.of(page)));
        }
        List<ContentFile> files = new ArrayList<>();
        files.add(fromFile("/data/zims/cardpress-docs.zim", zim, "direct"));
        files.add(fromFile("/data/pages", archive, "zip"));
        files.add(inline("/data/welcome.txt", WELCOME, expected));
        files.add(inline("/data/conf/hotspot.json", "{\"demo\": true, \"language\": \"en\"}\n", expected));
        return new SampleContent(files, expected, "/zims/cardpress-docs.zim");
    }

    private static ContentFile inline(String to, String text, Map<String, String> expected) {
        expected.put(to.substring("/data".length()), Sha256.of(text));
        return new ContentFile(to, null, text, null, null, null, null);
    }

    private static ContentFile fromFile(String to, Path file, String via) throws IOException {
        return new ContentFile(
                to,
                file.toUri().toString().replaceFirst("^file:/+", "file:///"),
                null,
                via,
                Files.size(file),
                null,
                "sha256:" + Sha256.of(file));
    }

    private static Path zim(Path site, Path zim) throws IOException {
        Illustration.write(site.resolve("illustration.png"));
        Files.deleteIfExists(zim);
        Map<String, String> metadata = Map.of(
                "language", "eng",
                "title", "Cardpress",
                "description", "How the SD-card factory works",
                "creator", "Cardpress",
                "publisher", "Cardpress",
                "name", "cardpress_en_docs");
        Tool.succeed(ZimWriterFs.command(metadata, site, zim).toArray(String[]::new));
        return zim;
    }

    private static Path archive(Path site, Path zip) throws IOException {
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream entries = new ZipOutputStream(out);
                Stream<Path> pages = Files.list(site)) {
            for (Path page : pages.sorted().toList()) {
                entries.putNextEntry(new ZipEntry(page.getFileName().toString()));
                Files.copy(page, entries);
                entries.closeEntry();
            }
        }
        return zip;
    }
}
