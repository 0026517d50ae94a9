package org.cardpress.creator.oci;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.cardpress.creator.Workbench;
import org.cardpress.creator.fetch.CachePolicy;
import org.cardpress.creator.fetch.ContentCache;
import org.cardpress.creator.fetch.DiskSpace;
import org.cardpress.creator.fetch.Fetcher;
import org.cardpress.creator.fetch.LocalFiles;
import org.cardpress.creator.fetch.Reach;
import org.cardpress.creator.fetch.Retries;
import org.cardpress.creator.step.BaseImages;
import org.cardpress.creator.step.HotspotBuilder;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.offspot.DigestLookup;
import org.cardpress.protocol.offspot.OffspotYaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of the image-creator becomes an image that holds what the file says. */
class ImageYamlBuildTest {
    @TempDir
    Path directory;

    @Test
    void everyKindOfContentOfAnImageYamlIsOnTheImage() throws Exception {
        Workbench bench = new Workbench(directory);
        bench.tar("site.tar", "index.html");
        Workbench.run("gzip", "-k", directory.resolve("site.tar"));
        Path ready = Files.write(directory.resolve("ready.tar"), new byte[10_240]);
        Path small = Files.writeString(directory.resolve("small"), "for the device");
        try (DebianRegistry registry = DebianRegistry.start(directory.resolve("registry"))) {
            registry.push("kiwix/serve:3.7", "arm64", small);
            String text = """
                    base: {source: "file://%1$s/base.img", rootfs_size: 8MiB}
                    output: {size: auto}
                    oci_images:
                    - {ident: "%2$s/kiwix/serve:3.7", filesize: 10000000, fullsize: 30000000}
                    - {ident: "%2$s/ready:1", url: "file://%1$s/ready.tar", filesize: %3$d, fullsize: 1000}
                    files:
                    - {to: /data/site, url: "file://%1$s/site.tar.gz", via: gztar}
                    - {to: /data/logo.bin, via: base64, content: AAECA/8=}
                    - {to: /data/hello.txt, content: hello}
                    write_config: true
                    offspot: {hostname: clinic}
                    """.formatted(directory, registry.host, Files.size(ready));
            HotspotConfig config = OffspotYaml.read(text, "clinic", DigestLookup.none());

            Path image = builder().buildRaw(config, bench.workspace(), bench.watch());

            String name = registry.host.replace(':', '_');
            Path pulled = directory.resolve("pulled.tar");
            Files.write(pulled, bench.data(image, "/images/" + name + "_kiwix_serve_3.7_linux_arm64.tar"));
            assertThat(Workbench.run("skopeo", "inspect", "--config", "docker-archive:" + pulled))
                    .contains("\"architecture\": \"arm64\"");
            assertThat(bench.data(image, "/images/" + name + "_ready_1_linux_arm64.tar"))
                    .hasSize(10_240);
            assertThat(bench.data(image, "/site/index.html")).asString().isEqualTo("index.html");
            assertThat(bench.data(image, "/logo.bin")).containsExactly(0, 1, 2, 3, 0xff);
            assertThat(bench.data(image, "/hello.txt")).asString().isEqualTo("hello");
            assertThat(bench.data(image, "/conf/image.yaml")).asString().isEqualTo(text);
            // The room that the device needs to unpack the images.
            assertThat(Files.size(image) - Workbench.dataOffset(image)).isGreaterThan(30_001_000 + 10_240);
        }
    }

    private HotspotBuilder builder() throws IOException {
        Retries retries = new Retries(2, Duration.ofMillis(5), Duration.ofSeconds(5));
        ContentCache cache = new ContentCache(directory.resolve("cache"), CachePolicy.of(1L << 30), Clock.systemUTC());
        DiskSpace space = DiskSpace.real();
        Reach reach = Reach.allowing(List.of("127.0.0.1", "localhost"));
        Fetcher fetcher = new Fetcher(new LocalFiles(List.of(directory)), cache, retries, space, reach);
        return new HotspotBuilder(
                fetcher,
                new BaseImages(fetcher, cache),
                space,
                new ImagePuller(RegistryLogins.none(), cache, retries, space, reach));
    }
}
