package org.cardpress.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.cardpress.manager.Browser.Answer;
import org.cardpress.protocol.upload.UploadKind;
import org.cardpress.protocol.upload.UploadView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Own files: as a form, in pieces, in the designer. */
class UploadPagesTest {
    /** What is no text in any encoding, as characters of one byte. */
    private static final String BINARY = "PK\u00ff\u0080";

    @AutoClose
    private static final FakeShop shop = new FakeShop();

    private static final FakeScheduler scheduler = shop.scheduler;
    private final Browser member = shop.signedIn("member");

    @AfterEach
    void clear() {
        scheduler.uploads.views.clear();
    }

    private static void there(String name, boolean complete) {
        String id = Samples.id(700 + scheduler.uploads.views.size());
        scheduler.uploads.put(
                new UploadView(
                        id,
                        name,
                        3_000_000,
                        0,
                        null,
                        UploadKind.ofName(name).orElseThrow(),
                        false,
                        "member",
                        null,
                        Samples.NOW,
                        Samples.NOW,
                        "upload:/" + id + "/" + name),
                complete ? 3_000_000 : 1_000_000,
                complete);
    }

    /** As a browser sends a form with a file in it. */
    private Answer file(String token, String name, String content) {
        String body = "--cut\r\nContent-Disposition: form-data; name=\"_token\"\r\n\r\n" + token
                + "\r\n--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: application/zip\r\n\r\n" + content + "\r\n--cut--\r\n";
        return member.send(
                "/uploads", Map.of(), request -> request.setHeader("Content-Type", "multipart/form-data; boundary=cut")
                        .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.ISO_8859_1)));
    }

    private String token() {
        return member.get("/uploads")
                .document()
                .select("form[action=/uploads] [name=_token]")
                .val();
    }

    @Test
    void aSmallFileIsUploadedWithoutScripts() {
        Answer sent = file(token(), "Course.ZIP", BINARY);

        assertThat(sent.status()).isEqualTo(303);
        assertThat(scheduler.uploads.views.values()).singleElement().satisfies(upload -> {
            assertThat(upload.name()).isEqualTo("Course.zip");
            assertThat(upload.complete()).isTrue();
            assertThat(Objects.requireNonNull(scheduler.uploads.bytes.get(upload.id()))
                            .toString(StandardCharsets.ISO_8859_1))
                    .isEqualTo(BINARY);
        });
        assertThat(member.get("/uploads").text()).contains("Course.zip is here", "complete");
    }

    @Test
    void whatIsWrongWithAFileStandsBesideItsField() {
        String token = token();
        for (String name : new String[] {"photo.jpg", ""}) {
            Answer refused = file(token, name, "x");
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.document().select("#upload-file-wrong").text())
                    .contains(name.isEmpty() ? "expected a ZIM or ZIP file" : "expected to end in .zim or .zip");
            assertThat(refused.document().select("#upload-file").attr("aria-invalid"))
                    .isEqualTo("true");
        }
        assertThat(file("wrong", "a.zip", "x").status()).isEqualTo(403);
        assertThat(file(token, "large.zip", "x".repeat(3 << 20)).status()).isEqualTo(413);
        assertThat(scheduler.uploads.views).isEmpty();
    }

    @Test
    void piecesGoOnWhereTheyStopped() {
        String token = token();
        Answer begun = member.post("/uploads/begin", Map.of("_token", token, "name", "a.zim", "size", "9"));
        assertThat(begun.status()).isEqualTo(200);
        String id = scheduler.uploads.views.keySet().iterator().next();

        assertThat(piece(id, token, "0", "01234").body()).contains("\"received\":5");
        Answer twice = piece(id, token, "0", "01234");
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.body()).contains("\"message\":\"offset 0 (expected 5)\"");
        assertThat(member.get("/uploads/" + id + "/state").body()).contains("\"received\":5");
        scheduler.uploads.failing = 1;
        assertThat(piece(id, token, "5", BINARY).status()).isEqualTo(503);
        assertThat(piece(id, token, "5", BINARY).status()).isEqualTo(200);
        assertThat(piece(id, token, "ten", "x").status()).isEqualTo(400);
        assertThat(piece(id, "wrong", "9", "x").status()).isEqualTo(403);
        assertThat(member.post("/uploads/" + id + "/finish", Map.of("_token", token))
                        .body())
                .contains("\"complete\":true");
        assertThat(Objects.requireNonNull(scheduler.uploads.bytes.get(id)).toString(StandardCharsets.ISO_8859_1))
                .isEqualTo("01234" + BINARY);
        assertThat(member.post("/uploads/begin", Map.of("_token", token, "name", "a.zim", "size", "many"))
                        .status())
                .isEqualTo(400);
    }

    private Answer piece(String id, String token, String offset, String content) {
        return member.send("/uploads/" + id + "/bytes", Map.of(), request -> request.setHeader(
                        "Content-Type", "application/octet-stream")
                .header("X-Form-Token", token)
                .header("Upload-Offset", offset)
                .POST(HttpRequest.BodyPublishers.ofString(content, StandardCharsets.ISO_8859_1)));
    }

    @Test
    void theListTellsWhatIsHalfAndADeleteIsAskedForAndMayBeRefused() {
        there("half.zim", false);
        there("used.zip", true);
        Answer page = member.get("/uploads");
        assertThat(page.text()).contains("half.zim", "received", "Choose the same file again", "6 MB of 20 GB used");

        String used = Samples.id(701);
        Answer asked = member.get("/uploads/" + used + "/delete");
        Answer refused = member.submit(asked, "/uploads/" + used + "/delete", Map.of());
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("It is still needed", "is part of order 1");

        String half = Samples.id(700);
        Answer gone =
                member.submit(member.get("/uploads/" + half + "/delete"), "/uploads/" + half + "/delete", Map.of());
        assertThat(gone.text()).contains("half.zim is deleted");
        assertThat(scheduler.uploads.views).containsOnlyKeys(used);
    }

    @Test
    void theDesignerTakesABookAndAPackageOutOfOwnFiles() {
        there("My Book.zim", true);
        there("The Course.zip", true);
        there("half.zim", false);
        Answer page = member.get("/orders/new");
        assertThat(page.document().select("#own-upload option")).hasSize(3);

        Answer book = member.submit(page, "/orders", Map.of("do", "own", "own.upload", Samples.id(700)));
        Answer both = member.submit(book, "/orders", Map.of("do", "own", "own.upload", Samples.id(701)));

        assertThat(both.document().select("[name=config.books[0].url]").val())
                .isEqualTo("upload:/" + Samples.id(700) + "/My Book.zim");
        assertThat(both.document().select("[name=config.books[0].checksum]").val())
                .startsWith("sha256:000");
        assertThat(both.document().select("[name=config.packages[0].to]").val()).isEqualTo("/data/the-course");
        assertThat(both.document().select("[name=config.packages[0].size]").val())
                .isEqualTo("3000000");
    }
}
