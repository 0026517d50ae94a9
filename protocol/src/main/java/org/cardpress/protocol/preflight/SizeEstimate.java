package org.cardpress.protocol.preflight;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cardpress.protocol.hotspot.ContentFile;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.hotspot.OciImage;
import org.cardpress.protocol.hotspot.PlacedFile;
import org.cardpress.protocol.hotspot.Via;
import org.cardpress.protocol.image.CardSize;
import org.cardpress.protocol.image.DataSize;
import org.cardpress.protocol.image.MbrEntry;
import org.cardpress.protocol.preflight.PreflightReport.PartitionLine;
import org.jspecify.annotations.Nullable;

/** How large the image gets: its contents by what is told of them, the rest by the base image's own partition table. */
final class SizeEstimate {
    final List<Finding> findings = new ArrayList<>();
    final List<PartitionLine> partitions = new ArrayList<>();
    private final HotspotConfig config;
    private final SourceFindings sources;
    private long contents;
    private long files;
    private long imageBytes;
    private boolean atLeast;

    SizeEstimate(HotspotConfig config, SourceFindings sources, @Nullable List<MbrEntry> table) {
        this.config = config;
        this.sources = sources;
        PlacedFile.of(config).forEach(this::add);
        for (int i = 0; i < config.ociImages().size(); i++) {
            add(Question.image(i), config.ociImages().get(i));
        }
        for (int i = 0; i < config.books().size(); i++) {
            if (config.books().get(i).url() == null) {
                atLeast = true;
                findings.add(Finding.note(
                        "book.not_looked_up",
                        "config.books[" + i + "]",
                        "a book whose file is not known yet",
                        "its url; placing an order looks it up"));
            }
        }
        DataSize data = new DataSize(contents, files);
        if (table == null) {
            withoutTable(data);
        } else {
            withTable(data, table);
        }
        if (config.size() != null && config.size() >= imageBytes) {
            imageBytes = config.size();
            atLeast = false;
        }
    }

    /** What the contents take, in whole blocks. */
    long contents() {
        return contents;
    }

    long imageBytes() {
        return imageBytes;
    }

    /** Whether something is missing in the sizes. */
    boolean atLeast() {
        return atLeast;
    }

    /** The smallest card that holds the image; what none holds is worth a warning, since a link needs no card. */
    Optional<CardSize> card() {
        Optional<CardSize> card = CardSize.holding(imageBytes);
        if (card.isEmpty()) {
            findings.add(Finding.warning(
                    "card.none",
                    "config.size",
                    "an image of " + imageBytes + " bytes",
                    "at most " + CardSize.largest().bytes() + ", what cards of "
                            + CardSize.largest().printed() + " GB really hold"));
        }
        return card;
    }

    private void add(PlacedFile placed) {
        files++;
        contents += DataSize.onDisk(bytes(placed.path(), placed.file()));
    }

    private long bytes(String path, ContentFile file) {
        Via via;
        try {
            via = Via.ofWord(file.via());
        } catch (IllegalArgumentException e) {
            atLeast = true;
            return 0;
        }
        if (file.content() != null) {
            long written = file.content().getBytes(StandardCharsets.UTF_8).length;
            return via == Via.BASE64 ? written * 3 / 4 : written;
        }
        Long size = sources.size(path);
        if (via != Via.DIRECT && file.unpackedSize() != null) {
            return Math.max(0, file.unpackedSize());
        }
        if (via != Via.DIRECT && via != Via.TAR) {
            atLeast = true;
            findings.add(Finding.note(
                    "size.unpacked_unknown",
                    path + ".unpackedSize",
                    "not declared",
                    "bytes once unpacked, so that the size of the image can be told"));
        }
        if (size == null) {
            atLeast = true;
            return 0;
        }
        return Math.max(0, size);
    }

    private void add(String path, OciImage image) {
        files++;
        Long archive = sources.size(path);
        if (archive == null) {
            atLeast = true;
            return;
        }
        long room = image.roomOnDevice(Math.max(0, archive));
        contents += DataSize.onDisk(Math.max(0, archive)) + room;
        files += DataSize.filesIn(room);
    }

    /** The base image does not show its partitions: only what is added to it is known. */
    private void withoutTable(DataSize data) {
        Long root = config.base().rootfsSize();
        if (root != null) {
            partitions.add(new PartitionLine("root", root));
        }
        partitions.add(new PartitionLine("data", DataSize.aligned(data.comfortable())));
        imageBytes = (root == null ? 0 : root) + DataSize.aligned(data.comfortable());
        atLeast = true;
        tooSmall(imageBytes);
    }

    private void withTable(DataSize data, List<MbrEntry> table) {
        Optional<MbrEntry> boot = find(table, 1);
        Optional<MbrEntry> root = find(table, 2);
        if (boot.isEmpty() || root.isEmpty()) {
            findings.add(Finding.error(
                    "base.no_mbr",
                    "config.base.url",
                    table.isEmpty() ? "an image without a partition table" : "an image without p1 or p2",
                    "an MBR with p1 FAT and p2 Linux"));
            withoutTable(data);
            return;
        }
        Optional<MbrEntry> there = find(table, 3);
        long start = there.map(MbrEntry::offset)
                .orElseGet(() ->
                        DataSize.aligned(Math.max(boot.get().end(), root.get().end())));
        // What a data partition of the base holds already is not known before it is opened.
        atLeast |= there.isPresent();
        long end = Math.max(
                start + DataSize.aligned(data.comfortable()),
                there.map(MbrEntry::end).orElse(0L));
        if (config.size() != null) {
            tooSmall(start + data.least());
            end = Math.max(config.size(), start);
        }
        partitions.add(new PartitionLine("boot", boot.get().length()));
        partitions.add(new PartitionLine("root", root.get().length()));
        partitions.add(new PartitionLine("data", end - start));
        imageBytes = end;
    }

    private void tooSmall(long needed) {
        Long wanted = config.size();
        if (wanted != null && wanted < needed) {
            findings.add(Finding.error(
                    "size.too_small",
                    "config.size",
                    wanted + " bytes",
                    "at least " + needed + ", or none for as large as needed"));
        }
    }

    private static Optional<MbrEntry> find(List<MbrEntry> table, int number) {
        return table.stream().filter(each -> each.number() == number).findFirst();
    }
}
