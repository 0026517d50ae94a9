package org.cardpress.protocol.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cardpress.protocol.hotspot.BaseImage;
import org.cardpress.protocol.hotspot.ChosenBook;
import org.cardpress.protocol.hotspot.ContentFile;
import org.cardpress.protocol.hotspot.HotspotChecks;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.hotspot.HotspotDraft;
import org.cardpress.protocol.hotspot.OciImage;
import org.cardpress.protocol.image.CardSize;
import org.cardpress.protocol.image.MbrEntry;
import org.cardpress.protocol.preflight.PreflightReport.PartitionLine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Config, answers and disks alone decide the report. */
class JudgementTest {
    private static final String SUM = "sha256:" + "a".repeat(64);
    private static final long MIB = 1L << 20;
    private static final List<MbrEntry> TABLE =
            List.of(new MbrEntry(1, 0x0c, 4 * MIB, 256 * MIB), new MbrEntry(2, 0x83, 260 * MIB, 2000 * MIB));

    @Test
    void allProblemsComeAtOnceEachWithWhatCameAndWhatWasExpected() {
        HotspotConfig config = config(
                null,
                file("/data/gone", null, SUM),
                file("/data/grown", 5L, SUM),
                file("/etc/passwd", null, null),
                file("/data/" + "x".repeat(256), null, SUM));
        PreflightReport report = judge(
                config,
                Map.of(
                        "config.files[0]", new Answer.Missing("source.gone", "u answered 404", "a file at this URL"),
                        "config.files[1]", new Answer.There(7L)),
                List.of(new Room("/cache", 1000, true, true)));

        assertThat(report.fits()).isFalse();
        assertThat(report.errors())
                .extracting(Finding::line)
                .containsExactlyInAnyOrder(
                        "error config.files[2].to: '/etc/passwd' (expected a path under /data)",
                        "error config.files[3].to: name of 256 bytes '" + "x".repeat(40) + "…' (expected at most 255)",
                        "error config.files[0]: u answered 404 (expected a file at this URL)",
                        "error config.files[1].size: 7 bytes (expected 5, as declared; has the file changed?)",
                        "error config: the disk of /cache has 1000 bytes free (expected at least " + roomNeeded(report)
                                + "; delete files, use a larger disk or order less)");
        assertThat(report.findings())
                .filteredOn(each -> each.severity() == Severity.NOTE)
                .extracting(Finding::code, Finding::path)
                .contains(org.assertj.core.groups.Tuple.tuple("source.no_checksum", "config.files[2]"));
    }

    private static long roomNeeded(PreflightReport report) {
        return Long.parseLong(report.errors().stream()
                .filter(each -> each.code().equals("disk.full"))
                .map(each -> each.expected().replaceAll("\\D+", ""))
                .findFirst()
                .orElseThrow());
    }

    @Test
    void sizesOfAllPartitionsAndTheSmallestRealCardAreTold() {
        long book = 5_300_000_000L;
        PreflightReport report = judge(
                config(null, file("/data/book.zim", null, SUM)),
                Map.of("config.files[0]", new Answer.There(book)),
                List.of());

        assertThat(report.fits()).isTrue();
        assertThat(report.atLeast()).isFalse();
        assertThat(report.partitions()).extracting(PartitionLine::name).containsExactly("boot", "root", "data");
        assertThat(report.partitions().get(1).bytes()).isEqualTo(2000 * MIB);
        long data = report.partitions().get(2).bytes();
        assertThat(data).isBetween(book, book + book / 10);
        assertThat(report.imageBytes()).isEqualTo(2260 * MIB + data);
        // 7.9 GB: printed on a card of 8 GB, but no such card holds it.
        assertThat(report.imageBytes()).isBetween(CardSize.GB_8.bytes(), 8_100_000_000L);
        assertThat(Objects.requireNonNull(report.card()).gigabytes()).isEqualTo(16);
    }

    @Test
    void aSizeThatIsTooSmallIsToldWithTheOneThatSuffices() {
        PreflightReport report = judge(
                config(2400 * MIB, file("/data/book.zim", null, SUM)),
                Map.of("config.files[0]", new Answer.There(1_000_000_000L)),
                List.of());

        assertThat(report.errors()).singleElement().satisfies(error -> {
            assertThat(error.code()).isEqualTo("size.too_small");
            assertThat(error.line())
                    .startsWith("error config.size: 2516582400 bytes (expected at least 33")
                    .endsWith(", or none for as large as needed)");
        });
    }

    @Test
    void whatNobodyTellsMakesTheSizesALowerBound() {
        ContentFile archive =
                new ContentFile("/data/site", "https://a.example/s.tar.gz", null, "tar.gz", null, null, SUM);
        PreflightReport report =
                judge(config(null, archive), Map.of("config.files[0]", new Answer.There(1_000_000L)), List.of());

        assertThat(report.fits()).isTrue();
        assertThat(report.atLeast()).isTrue();
        assertThat(report.findings()).extracting(Finding::path).containsExactly("config.files[0].unpackedSize");
    }

    @Test
    void namesThatOnlyExt4HoldsAndSpellingsThatFatTakesForTheSameAreWarnings() {
        PreflightReport report = judge(
                config(
                        null,
                        inline("/data/Books/a"),
                        inline("/data/books/b"),
                        inline("/data/what?"),
                        inline("/data/con.txt"),
                        inline("/data/" + "d/".repeat(30) + "e"),
                        inline("/data/" + ("f".repeat(250) + "/").repeat(17) + "g")),
                Map.of(),
                List.of());

        assertThat(report.findings())
                .extracting(Finding::code)
                .containsExactly("name.case", "name.not_on_fat", "name.not_on_fat", "name.too_long");
        assertThat(report.findings().get(0).line())
                .isEqualTo("warning config.files[1].to: '/data/books' beside '/data/Books'"
                        + " (expected one spelling: FAT and Windows take both for the same)");
        assertThat(report.findings().get(3).line())
                .isEqualTo("error config.files[5].to: a path of 4274 bytes (expected at most 4095)");
    }

    @Test
    void anImageThatNoCardHoldsIsAWarning() {
        PreflightReport report = judge(config(1_500_000_000_000L), Map.of(), List.of());

        assertThat(report.fits()).isTrue();
        assertThat(report.card()).isNull();
        assertThat(report.findings())
                .singleElement()
                .extracting(Finding::line)
                .isEqualTo("warning config.size: an image of 1500000000000 bytes"
                        + " (expected at most 993000000000, what cards of 1024 GB really hold)");
    }

    @Test
    void aContainerImageCountsTwice() {
        OciImage image = new OciImage("registry.example.org/app:1", null, 100L, 300_000_000L, null);
        HotspotConfig config = new HotspotConfig(1, "x", base(), null, List.of(), List.of(image), Map.of());
        PreflightReport report =
                judge(config, Map.of("config.ociImages[0]", new Answer.There(200_000_000L)), List.of());

        assertThat(report.partitions().get(2).bytes()).isGreaterThan(500_000_000L);
        assertThat(report.errors())
                .extracting(Finding::line)
                .containsExactly("error config.ociImages[0].size: 200000000 bytes"
                        + " (expected at most 100, as declared; has the file changed?)");
    }

    @Test
    void booksAndPackagesAreContentsUnderTheirOwnPaths() {
        HotspotConfig config = HotspotDraft.named("x", base())
                .books(List.of(ChosenBook.at("https://a.example/b.zim", null, SUM), ChosenBook.withId("urn:uuid:1")))
                .config();

        PreflightReport report =
                judge(config, Map.of("config.books[0]", new Answer.Missing("source.gone", "404", "a file")), List.of());

        assertThat(report.findings())
                .extracting(Finding::line)
                .contains(
                        "error config.books[0]: 404 (expected a file)",
                        "note config.books[1]: a book whose file is not known yet"
                                + " (expected its url; placing an order looks it up)");
        assertThat(report.atLeast()).isTrue();
    }

    @Test
    void aBaseImageWhosePartitionsCannotBeReadYetMakesTheSizesALowerBound() {
        List<Inquiry.Asked> answers = Question.of(config(null)).stream()
                .map(each -> new Inquiry.Asked(each, new Answer.There(10L), List.of()))
                .toList();

        PreflightReport report = Judgement.of(config(null), List.of(), answers, List.of());

        assertThat(report.fits()).isTrue();
        assertThat(report.atLeast()).isTrue();
        assertThat(report.partitions()).extracting(PartitionLine::name).containsExactly("data");
    }

    @Test
    void aBaseImageWithoutPartitionsIsRefused() {
        List<Inquiry.Asked> answers = new ArrayList<>();
        Question.of(config(null))
                .forEach(each ->
                        answers.add(new Inquiry.Asked(each, new Answer.There(10L, false, List.of()), List.of())));

        assertThat(Judgement.of(config(null), List.of(), answers, List.of()).errors())
                .extracting(Finding::line)
                .containsExactly(
                        "error config.base.url: an image without a partition table (expected an MBR with p1 FAT and p2 Linux)");
    }

    private static PreflightReport judge(HotspotConfig config, Map<String, Answer> answers, List<Room> rooms) {
        List<Inquiry.Asked> asked = Question.of(config).stream()
                .map(each -> new Inquiry.Asked(
                        each,
                        each.base()
                                ? new Answer.There(500_000_000L, false, TABLE)
                                : answers.getOrDefault(each.path(), new Answer.There(1000L)),
                        List.of()))
                .toList();
        return Judgement.of(config, HotspotChecks.check(config), asked, rooms);
    }

    private static HotspotConfig config(@Nullable Long size, ContentFile... files) {
        return new HotspotConfig(1, "x", base(), size, List.of(files), Map.of());
    }

    private static BaseImage base() {
        return new BaseImage("https://a.example/base.img.xz", SUM);
    }

    private static ContentFile file(String to, @Nullable Long size, @Nullable String sum) {
        return new ContentFile(to, "https://a.example/f", null, null, size, null, sum);
    }

    private static ContentFile inline(String to) {
        return new ContentFile(to, null, "1", null, null, null, null);
    }
}
