package org.cardpress.standalone.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.cardpress.protocol.hotspot.ChosenBook;
import org.cardpress.protocol.hotspot.HotspotChecks;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.hotspot.OnDevice;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.PlaceOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Files go from one format into the other and back, and the device sees no difference. */
class HotspotFormatsTest {
    private static final String IMAGE = """
            base: {source: 'https://example.org/base.img', rootfs_size: 3716153344}
            output: {size: 8GiB}
            oci_images: [{ident: 'ghcr.io/offspot/file-browser:1.0', url: 'https://example.org/fb.tar', filesize: 5, fullsize: 9}]
            files:
              - {to: /data/zims/a.zim, url: 'https://example.org/a.zim', size: 5, checksum: {algo: md5, value: 00112233445566778899aabbccddeeff}}
              - {to: /data/site, url: 'https://example.org/site.zip', via: zip, size: 9}
              - {to: /data/conf/x.txt, content: hello}
            offspot:
              timezone: Africa/Bamako
              hostname: clinic
              ap: {ssid: Clinic, passphrase: correct horse, domain: clinic, tld: offspot, as-gateway: true}
              containers: {name: offspot, services: {}}
            """;

    @TempDir
    Path directory;

    @Test
    void anImageFileIsImportedIntoFieldsAndExportedAsItWas() throws IOException {
        Path image = Files.writeString(directory.resolve("clinic.yaml"), IMAGE);

        Path ours = Files.writeString(directory.resolve("ours.yml"), run(new ImportCommand(), 0, image));
        HotspotConfig config = OrderFile.config(ours);

        assertThat(config.wifi()).isNotNull();
        assertThat(config.domain()).isEqualTo("clinic.offspot");
        assertThat(config.timezone()).isEqualTo("Africa/Bamako");
        assertThat(config.books()).extracting(ChosenBook::url).containsExactly("https://example.org/a.zim");
        assertThat(config.offspot()).containsOnlyKeys("ap", "containers");
        assertThat(HotspotChecks.check(config)).isEmpty();

        Path again = Files.writeString(directory.resolve("clinic.yml"), run(new ExportCommand(), 0, ours));
        assertThat(OrderFile.config(again)).isEqualTo(OrderFile.config(image));
        assertThat(OrderFile.config(again)).isEqualTo(OnDevice.of(config));
    }

    @Test
    void whatAnImageFileCannotSayIsRefusedByName() throws IOException {
        Path ours = Files.writeString(directory.resolve("ours.yml"), """
                schema: 1
                name: clinic
                base: {url: 'https://example.org/base.img'}
                size: auto
                books: [{url: 'https://example.org/a.zim', checksum: 'md5:00112233445566778899aabbccddeeff', mirrors: ['https://m.example.org/a.zim']}]
                ociImages: [{ident: 'ghcr.io/a/b:1', platform: linux/amd64}]
                """);

        assertThat(run(new ExportCommand(), 2, ours))
                .contains("config.ociImages[0].platform", "config.books[0].mirrors");
    }

    @Test
    void mirrorsCanBeLeftOut() throws IOException {
        Path ours = Files.writeString(directory.resolve("ours.yml"), """
                schema: 1
                name: clinic
                base: {url: 'https://example.org/base.img'}
                books: [{url: 'https://example.org/a.zim', checksum: 'md5:00112233445566778899aabbccddeeff', mirrors: ['https://m.example.org/a.zim']}]
                """);

        assertThat(run(new ExportCommand(), 0, ours, "--without-mirrors"))
                .contains("to: /data/zims/a.zim")
                .doesNotContain("m.example.org");
    }

    @Test
    void anImageFileOrAConfigAloneBecomesAnOrderOfCards() throws IOException {
        Path image = Files.writeString(directory.resolve("clinic.yaml"), IMAGE);
        PlaceOrder order = OrderFile.read(image, 3);
        assertThat(order.kind()).isEqualTo(OrderKind.CARDS);
        assertThat(order.quantity()).isEqualTo(3);

        Path ours = Files.writeString(directory.resolve("ours.yml"), run(new ImportCommand(), 0, image));
        assertThat(OrderFile.read(ours, 2).config()).isEqualTo(OrderFile.config(ours));
        assertThat(OrderFile.read(ours).kind()).isEqualTo(OrderKind.LINK);
    }

    private static String run(Object command, int expected, Path file, String... options) {
        StringWriter out = new StringWriter();
        CommandLine line = new CommandLine(command);
        line.setOut(new PrintWriter(out));
        line.setExecutionExceptionHandler((e, ran, result) -> {
            out.append(e.getMessage());
            return 2;
        });
        String[] words = new String[options.length + 1];
        System.arraycopy(options, 0, words, 0, options.length);
        words[options.length] = file.toString();
        assertThat(line.execute(words)).as(Map.of("said", out).toString()).isEqualTo(expected);
        return out.toString();
    }
}
