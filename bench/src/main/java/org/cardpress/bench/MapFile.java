package org.cardpress.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cardpress.writer.card.ImageMap;
import org.cardpress.writer.card.Range;

/** The map of an image, handed to another process as a manifest would be. */
final class MapFile {
    private MapFile() {}

    static void write(Path file, ImageMap map) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeLong(map.size());
            out.writeInt(map.ranges().size());
            for (Range range : map.ranges()) {
                out.writeLong(range.offset());
                out.writeLong(range.length());
            }
            List<Long> checks = map.checks().toList();
            out.writeInt(checks.size());
            for (long check : checks) {
                out.writeLong(check);
            }
        }
    }

    static ImageMap read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            long size = in.readLong();
            List<Range> ranges = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                ranges.add(new Range(in.readLong(), in.readLong()));
            }
            List<Long> checks = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                checks.add(in.readLong());
            }
            return new ImageMap(size, ranges, checks);
        }
    }
}
