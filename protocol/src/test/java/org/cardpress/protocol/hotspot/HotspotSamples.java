package org.cardpress.protocol.hotspot;

import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Configs for tests. */
public final class HotspotSamples {
    /** A GIF of 10 by 10 pixels, as far as its header goes. */
    public static final String GIF =
            Base64.getEncoder().encodeToString(new byte[] {'G', 'I', 'F', '8', '9', 'a', 10, 0, 10, 0, 0, 0, 0});

    static final String SHA256 = "sha256:" + "0".repeat(64);
    static final BaseImage BASE = new BaseImage("https://example.org/base.img.xz", SHA256);

    private HotspotSamples() {}

    /** One that uses every key. */
    public static HotspotConfig whole() {
        return HotspotDraft.named("clinic", BASE)
                .title("Clinique de Ségou")
                .domain("clinic.example")
                .size(16_000_000_000L)
                .wifi(new Wifi("Clinique", "correct horse", "ML", 6, false))
                .language("fr")
                .timezone("Africa/Bamako")
                .admin(new AdminAccount("admin", "battery staple"))
                .branding(new Branding(
                        new Picture("https://example.org/logo.png", 10_000L, SHA256, null),
                        new Picture(null, null, null, GIF),
                        "#1a6b3c",
                        "#FFFFFF"))
                .books(List.of(new ChosenBook(
                        "urn:uuid:8e5b8a4c-0d1e-4c0f-9a51-0d7a2f0f9c11",
                        "wikipedia_bm_all",
                        "maxi",
                        "2026-01",
                        "Wikipedia in Bambara",
                        "https://example.org/wikipedia_bm_all_maxi_2026-01.zim",
                        4_194_304L,
                        SHA256,
                        List.of("https://mirror.example.org/wikipedia_bm_all_maxi_2026-01.zim"))))
                .packages(List.of(
                        new ContentPackage(
                                "nomad", null, "Nomad", "https://example.org/nomad.zip", null, 6L, 9L, SHA256, null),
                        new ContentPackage(
                                null, "/data/course", null, "https://example.org/c", "tar.xz", null, null, null, null)))
                .files(List.of(new ContentFile("/data/hello.txt", null, "hello\n", null, null, null, null)))
                .readers(List.of(new ReaderProgram("windows", "https://example.org/kiwix.exe", 5L, SHA256, null)))
                .metrics(true)
                .offspot(Map.of("ap", Map.of("address", "10.0.0.1")))
                .config();
    }

    /** The smallest one. */
    static HotspotDraft bare() {
        return HotspotDraft.named("clinic", BASE);
    }
}
