package org.cardpress.standalone.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Makes a small web site of the project's own documentation. Links between pages stay; links to anything else become plain text,
 * since a hotspot has no other pages and {@code zimcheck} refuses a link that leads nowhere.
 */
final class DocsSite {

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><title>%s</title></head>
            <body>%s</body>
            </html>
            """;

    private final List<Extension> extensions = List.of(TablesExtension.create());
    private final Parser parser = Parser.builder().extensions(extensions).build();
    private final HtmlRenderer renderer =
            HtmlRenderer.builder().extensions(extensions).escapeHtml(true).build();
    private final Map<Path, String> pages = new TreeMap<>();
    private final Path root;

    /** @param root folder with {@code README.md} and {@code docs/} */
    DocsSite(Path root) throws IOException {
        this.root = root.toAbsolutePath().normalize();
        try (Stream<Path> docs = Files.walk(this.root.resolve("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .forEach(file -> pages.put(file, htmlName(file)));
        }
        pages.put(this.root.resolve("README.md"), "index.html");
        pages.put(this.root.resolve("CHANGELOG.md"), "changelog.html");
    }

    /** Writes all pages into a folder; the main page is {@code index.html}. */
    void write(Path target) throws IOException {
        for (Map.Entry<Path, String> page : pages.entrySet()) {
            Path file = page.getKey();
            Node document = parser.parse(Files.readString(file));
            document.accept(new LinkRewriter(file));
            Files.writeString(target.resolve(page.getValue()), PAGE.formatted(title(file), renderer.render(document)));
        }
    }

    private String htmlName(Path file) {
        return root.resolve("docs")
                .relativize(file)
                .toString()
                .replace('/', '-')
                .replaceFirst("\\.md$", ".html");
    }

    private static String title(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("# "))
                    .map(line -> line.substring(2).replace("&", "&amp;").replace("<", "&lt;"))
                    .findFirst()
                    .orElse(file.getFileName().toString());
        }
    }

    private final class LinkRewriter extends AbstractVisitor {

        private final Path from;

        private LinkRewriter(Path from) {
            this.from = from;
        }

        @Override
        public void visit(Link link) {
            visitChildren(link);
            String path = link.getDestination().replaceFirst("#.*$", "");
            String page = path.contains(":")
                    ? null
                    : pages.get(from.resolveSibling(path).normalize());
            if (page == null) {
                unwrap(link);
            } else {
                link.setDestination(page);
            }
        }

        @Override
        public void visit(Image image) {
            visitChildren(image);
            unwrap(image);
        }

        private void unwrap(Node node) {
            for (Node child = node.getFirstChild(); child != null; child = node.getFirstChild()) {
                node.insertBefore(child);
            }
            node.unlink();
        }
    }
}
