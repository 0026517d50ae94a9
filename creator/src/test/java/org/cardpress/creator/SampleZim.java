package org.cardpress.creator;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.cardpress.protocol.library.ZimWriterFs;

/** Makes small ZIM files with the tool that publishers use. */
public final class SampleZim {
    private SampleZim() {}

    /** A ZIM with two pages that tell the title; made in a directory of that name beside it. */
    public static Path make(Path zim, String title) throws IOException {
        Path site = Files.createDirectories(zim.resolveSibling(zim.getFileName() + ".site"));
        for (String page : new String[] {"index.html", "other.html"}) {
            Files.writeString(
                    site.resolve(page),
                    "<!DOCTYPE html><html><head><title>" + title + "</title></head><body><h1>" + title + "</h1>"
                            + "<a href=\"index.html\">home</a> <a href=\"other.html\">other</a></body></html>");
        }
        ImageIO.write(
                new BufferedImage(48, 48, BufferedImage.TYPE_INT_ARGB),
                "png",
                site.resolve("illustration.png").toFile());
        Map<String, String> metadata = Map.of(
                "language", "eng",
                "title", title,
                "description", "A sample",
                "creator", "Cardpress",
                "publisher", "Cardpress",
                "name", title);
        Workbench.run(ZimWriterFs.command(metadata, site, zim).toArray());
        return zim;
    }
}
