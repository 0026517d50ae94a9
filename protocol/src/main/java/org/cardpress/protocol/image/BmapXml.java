package org.cardpress.protocol.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Bmap version 2.0 as text. Source of the format: the bmap-tools project. The file carries the SHA-256 of itself, computed with
 * that field filled with zeros; a map that does not match it is refused, since a wrong map makes a wrong card.
 */
public final class BmapXml {
    private static final String NO_CHECKSUM = "0".repeat(64);
    private static final Pattern OWN_CHECKSUM = Pattern.compile("<BmapFileChecksum>\\s*([0-9a-f]{64})\\s*<");
    private static final int MOST_BYTES = 256 << 20;

    private BmapXml() {}

    /** The file's bytes, the same for equal maps. */
    public static byte[] write(Bmap bmap) {
        StringBuilder xml = new StringBuilder(4096 + bmap.ranges().size() * 128);
        long mapped = bmap.mappedBlocks();
        xml.append("<?xml version=\"1.0\" ?>\n")
                .append("<!-- Blocks of the image that must be copied; the others are free space nobody reads. -->\n")
                .append("<bmap version=\"2.0\">\n")
                .append(element("ImageSize", bmap.imageSize()))
                .append(element("BlockSize", Bmap.BLOCK_SIZE))
                .append(element("BlocksCount", bmap.blocksCount()))
                .append(String.format(
                        Locale.ROOT, "    <!-- Mapped: %.1f %% -->\n", 100.0 * mapped / bmap.blocksCount()))
                .append(element("MappedBlocksCount", mapped))
                .append("    <ChecksumType> sha256 </ChecksumType>\n")
                .append("    <BmapFileChecksum> ")
                .append(NO_CHECKSUM)
                .append(" </BmapFileChecksum>\n")
                .append("    <BlockMap>\n");
        for (BmapRange range : bmap.ranges()) {
            xml.append("        <Range chksum=\"")
                    .append(range.sha256())
                    .append("\"> ")
                    .append(range.text())
                    .append(" </Range>\n");
        }
        xml.append("    </BlockMap>\n</bmap>\n");
        int at = xml.indexOf("<BmapFileChecksum> ") + "<BmapFileChecksum> ".length();
        String own = sha256(xml.toString().getBytes(StandardCharsets.US_ASCII));
        return xml.replace(at, at + own.length(), own).toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads a map back; {@link IllegalArgumentException} says what is wrong with it. */
    public static Bmap read(byte[] file) {
        if (file.length > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "bmap of " + file.length + " bytes (expected at most " + MOST_BYTES + ")");
        }
        Element root = parse(file);
        if (!root.getTagName().equals("bmap") || !root.getAttribute("version").startsWith("2.")) {
            throw new IllegalArgumentException("<" + root.getTagName() + " version=\"" + root.getAttribute("version")
                    + "\"> (expected <bmap version=\"2.0\">)");
        }
        checkOwnChecksum(file);
        if (number(root, "BlockSize") != Bmap.BLOCK_SIZE
                || !text(root, "ChecksumType").equals("sha256")) {
            throw new IllegalArgumentException("bmap with blocks of " + text(root, "BlockSize") + " bytes and "
                    + text(root, "ChecksumType") + " (expected 4096 and sha256)");
        }
        Bmap bmap = new Bmap(number(root, "ImageSize"), ranges(root));
        if (bmap.mappedBlocks() != number(root, "MappedBlocksCount")) {
            throw new IllegalArgumentException("MappedBlocksCount " + text(root, "MappedBlocksCount") + " (expected "
                    + bmap.mappedBlocks() + ", the sum of the ranges)");
        }
        return bmap;
    }

    private static List<BmapRange> ranges(Element root) {
        NodeList nodes = root.getElementsByTagName("Range");
        List<BmapRange> ranges = new ArrayList<>(nodes.getLength());
        // The sibling walk keeps this linear: a NodeList of this parser counts from the start for each index.
        for (var node = nodes.getLength() == 0 ? null : nodes.item(0); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                String[] ends = element.getTextContent().strip().split("-", 2);
                long first = Long.parseLong(ends[0].strip());
                long last = ends.length == 1 ? first : Long.parseLong(ends[1].strip());
                ranges.add(new BmapRange(first, last, element.getAttribute("chksum")));
            }
        }
        return ranges;
    }

    private static void checkOwnChecksum(byte[] file) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        var found = OWN_CHECKSUM.matcher(text);
        if (!found.find()) {
            throw new IllegalArgumentException("bmap without BmapFileChecksum (expected the SHA-256 of the map)");
        }
        String came = found.group(1);
        String blank = text.substring(0, found.start(1)) + NO_CHECKSUM + text.substring(found.end(1));
        String expected = sha256(blank.getBytes(StandardCharsets.ISO_8859_1));
        if (!came.equals(expected)) {
            throw new IllegalArgumentException("bmap checksum " + came + " (expected " + expected + ")");
        }
    }

    private static Element parse(byte[] file) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setExpandEntityReferences(false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new ByteArrayInputStream(file)).getDocumentElement();
        } catch (SAXException | IOException e) {
            throw new IllegalArgumentException("bmap is not XML: " + e.getMessage(), e);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("this JDK's XML parser cannot refuse DTDs", e);
        }
    }

    private static String text(Element root, String name) {
        NodeList nodes = root.getElementsByTagName(name);
        if (nodes.getLength() != 1) {
            throw new IllegalArgumentException("bmap with " + nodes.getLength() + " <" + name + "> (expected one)");
        }
        return nodes.item(0).getTextContent().strip();
    }

    private static long number(Element root, String name) {
        return Long.parseLong(text(root, name));
    }

    private static String element(String name, long value) {
        return "    <" + name + "> " + value + " </" + name + ">\n";
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }
}
