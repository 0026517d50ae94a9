package org.cardpress.creator.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.cardpress.protocol.hotspot.Checksum;
import org.jspecify.annotations.Nullable;

/**
 * What a Metalink document (RFC 5854) tells of its first file. Reads it as a stream; follows no entity and no document type.
 *
 * @param size bytes; -1 where not told
 * @param hashes of the whole file
 * @param urls where it lies, {@code http} and {@code https} only
 * @param pieces hashes of its pieces; null where there are none of a kind that is known
 */
record Metalink(
        long size,
        List<Checksum> hashes,
        List<URI> urls,
        @Nullable PieceHashes pieces) {
    private static final String NAMESPACE = "urn:ietf:params:xml:ns:metalink";
    private static final Set<String> PIECE_TYPES = Set.of("SHA-1", "SHA-256", "SHA-512");
    private static final int MOST_URLS = 32;

    static Metalink read(InputStream in) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            return new Reader(factory.createXMLStreamReader(in)).read();
        } catch (XMLStreamException | IllegalArgumentException e) {
            throw new IOException("this is no metalink: " + e.getMessage(), e);
        }
    }

    /** Whether it can be about the file that has this checksum. */
    boolean isOf(long bytes, Checksum checksum) {
        return size == bytes
                && hashes.stream()
                        .filter(each -> each.algorithm() == checksum.algorithm())
                        .allMatch(checksum::equals);
    }

    private static final class Reader {
        private final XMLStreamReader xml;
        private final List<Checksum> hashes = new ArrayList<>();
        private final List<URI> urls = new ArrayList<>();
        private final List<byte[]> pieces = new ArrayList<>();
        private long size = -1;
        private long pieceBytes;
        private String pieceType = "";
        private boolean inPieces;

        Reader(XMLStreamReader xml) {
            this.xml = xml;
        }

        Metalink read() throws XMLStreamException {
            boolean ended = false;
            while (!ended && xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT && NAMESPACE.equals(xml.getNamespaceURI())) {
                    begin(xml.getLocalName());
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    inPieces &= !xml.getLocalName().equals("pieces");
                    ended = xml.getLocalName().equals("file");
                }
            }
            boolean known = pieceBytes > 0 && !pieces.isEmpty() && PIECE_TYPES.contains(pieceType);
            return new Metalink(
                    size,
                    List.copyOf(hashes),
                    List.copyOf(urls),
                    known ? new PieceHashes(pieceBytes, pieceType, List.copyOf(pieces)) : null);
        }

        private void begin(String name) throws XMLStreamException {
            switch (name) {
                case "size" -> size = Long.parseLong(xml.getElementText().strip());
                case "pieces" -> {
                    inPieces = true;
                    pieceBytes = Long.parseLong(attribute("length"));
                    pieceType = attribute("type").toUpperCase(Locale.ROOT);
                }
                case "hash" -> hash();
                case "url" -> url(xml.getElementText().strip());
                default -> {}
            }
        }

        private String attribute(String name) {
            return Optional.ofNullable(xml.getAttributeValue(null, name)).orElse("");
        }

        private void hash() throws XMLStreamException {
            String type = attribute("type");
            String hex = xml.getElementText().strip().toLowerCase(Locale.ROOT);
            if (inPieces) {
                pieces.add(HexFormat.of().parseHex(hex));
                return;
            }
            for (Checksum.Algorithm each : Checksum.Algorithm.values()) {
                if (each.javaName().equalsIgnoreCase(type)) {
                    hashes.add(new Checksum(each, hex));
                }
            }
        }

        private void url(String text) {
            if (text.matches("(?i)https?://\\S+") && urls.size() < MOST_URLS) {
                urls.add(URI.create(text));
            }
        }
    }
}
