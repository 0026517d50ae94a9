package org.cardpress.standalone.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.cardpress.protocol.library.ZimWriterFs;

/**
 * A ZIM file and what must be read in it.
 *
 * @param file the ZIM; its name without the ending is its name on the hotspot
 * @param title as the ZIM gives it
 * @param article path of one of its pages, relative to its main page
 * @param text a text on that page
 */
record KnownZim(Path file, String title, URI article, String text) {
    private static final Path REAL = Path.of("..", "..", "shared", "data", "zim");
    private static final int ILLUSTRATION = 48;

    /** Two that are made here, and a real one where the folder with the samples lies beside the project. */
    static List<KnownZim> all(Path directory) throws IOException {
        List<KnownZim> zims = new ArrayList<>();
        zims.add(made(directory, "village", "Our village", "goats", "Goats eat everything"));
        zims.add(made(directory, "stars", "Étoiles", "sirius", "Sirius est la plus brillante"));
        Path wikibooks = REAL.resolve("wikibooks_be_all_nopic_2017-02.zim");
        if (Files.exists(wikibooks)) {
            Path copy = Files.copy(wikibooks, directory.resolve(wikibooks.getFileName()));
            zims.add(new KnownZim(copy, "Wikibooks", URI.create("Венгерская_кухня.html"), "Венгерская кухня"));
        } else {
            System.out.println("no " + wikibooks + ": the boot test orders the two ZIM files that it makes");
        }
        return zims;
    }

    String name() {
        return file.getFileName().toString().replaceFirst("\\.zim$", "");
    }

    private static KnownZim made(Path directory, String name, String title, String article, String text)
            throws IOException {
        Path site = Files.createDirectory(directory.resolve(name));
        page(site.resolve("index.html"), title, "<a href=\"" + article + ".html\">" + text + "</a>");
        page(site.resolve(article + ".html"), article, text);
        BufferedImage picture = new BufferedImage(ILLUSTRATION, ILLUSTRATION, BufferedImage.TYPE_INT_RGB);
        ImageIO.write(picture, "png", site.resolve("illustration.png").toFile());
        Path zim = directory.resolve(name + ".zim");
        Map<String, String> metadata = Map.of(
                "language", "eng",
                "title", title,
                "description", "Known to the test",
                "creator", "Cardpress",
                "publisher", "Cardpress",
                "name", name);
        Process zimwriterfs = new ProcessBuilder(ZimWriterFs.command(metadata, site, zim))
                .redirectErrorStream(true)
                .start();
        String said = new String(zimwriterfs.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(zimwriterfs.onExit().join().exitValue()).as(said).isZero();
        return new KnownZim(zim, title, URI.create(article + ".html"), text);
    }

    private static void page(Path file, String title, String body) throws IOException {
        Files.writeString(
                file,
                "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>" + title + "</title></head><body><h1>"
                        + title + "</h1><p>" + body + "</p></body></html>");
    }
}
