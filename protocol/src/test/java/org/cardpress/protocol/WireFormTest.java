package org.cardpress.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.cardpress.protocol.hotspot.BaseImage;
import org.cardpress.protocol.hotspot.ContentFile;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.image.ImageRef;
import org.cardpress.protocol.order.CardRecord;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.PlaceOrder;
import org.cardpress.protocol.order.TaskView;
import org.cardpress.protocol.task.CardReport;
import org.cardpress.protocol.task.Progress;
import org.cardpress.protocol.task.TaskError;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskResult;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.worker.CardQuestion;
import org.cardpress.protocol.worker.Claim;
import org.cardpress.protocol.worker.Confirmation;
import org.cardpress.protocol.worker.Finish;
import org.cardpress.protocol.worker.Grant;
import org.cardpress.protocol.worker.Heartbeat;
import org.cardpress.protocol.worker.TaskSpec;
import org.junit.jupiter.api.Test;

/** The JSON of the protocol is a contract with programs of other versions. */
class WireFormTest {
    private static final ImageRef IMAGE = new ImageRef("clinic", "/i/a", 1, "aa", "/i/b", 2, "bb", 3, "cc", 4);
    private static final HotspotConfig CONFIG = new HotspotConfig(
            1,
            "clinic",
            new BaseImage("file:///base.img", null),
            null,
            List.of(new ContentFile("/data/a", null, "hello", null, null, null, null)),
            Map.of("wifi", Map.of("ssid", "Clinic")));

    private final ObjectMapper json = ObjectMapper.getDefault();

    @Test
    void statusWordsAreLowerCaseOnTheWire() throws IOException {
        String written = json.writeValueAsString(
                new Heartbeat("t", 1, TaskStatus.WAITING_FOR_CARD, new Progress(1, 2, 3, null), "A"));

        assertThat(written).contains("\"status\":\"waiting_for_card\"");
        assertThat(json.readValue(written, Heartbeat.class).status()).isEqualTo(TaskStatus.WAITING_FOR_CARD);
    }

    @Test
    void aClaimComesBackAsItWentOut() throws IOException {
        for (TaskSpec spec : List.of(
                new TaskSpec.CreateImage("clinic", CONFIG, false),
                new TaskSpec.CreateImage("clinic", CONFIG, false, IMAGE),
                new TaskSpec.FetchImage(IMAGE),
                new TaskSpec.RemoveImage(IMAGE),
                new TaskSpec.WriteCard(IMAGE, 1, 2, 3))) {
            Claim claim = new Claim(
                    "o.w1",
                    "o",
                    TaskKind.WRITE,
                    1,
                    spec,
                    List.of(new Grant(Grant.Operation.UPLOAD, "ftp://h:1", "/i/", "u", "p")),
                    "lease",
                    90,
                    30);

            assertThat(json.readValue(json.writeValueAsString(claim), Claim.class))
                    .isEqualTo(claim);
        }
    }

    @Test
    void whatIsSaidOfCardsComesBackAsItWentOut() throws IOException {
        CardReport report = new CardReport(
                CardReport.Verdict.FAILED,
                "cc",
                "A",
                1,
                "v",
                "m",
                "s",
                "c",
                "st",
                1,
                2,
                3,
                4,
                5,
                6,
                7,
                "card.hung",
                "it hung",
                Instant.EPOCH);
        Finish finish = new Finish(
                "t",
                Finish.Outcome.FAILED,
                TaskStatus.FAILED_TO_WRITE,
                new TaskError("card.hung", "it hung", true),
                null,
                List.of("w"),
                report);
        Finish back = json.readValue(json.writeValueAsString(finish), Finish.class);
        assertThat(back.card()).isEqualTo(report);
        assertThat(back.error()).isEqualTo(finish.error());
        CardQuestion question = new CardQuestion("q", "text");
        Heartbeat heartbeat = new Heartbeat("t", 1, TaskStatus.WAITING_FOR_CARD, Progress.NONE, "A", question);
        assertThat(json.readValue(json.writeValueAsString(heartbeat), Heartbeat.class))
                .isEqualTo(heartbeat);
        Heartbeat.Answer answer =
                new Heartbeat.Answer(Heartbeat.Order.CONTINUE, Instant.EPOCH, new Confirmation("q", "anna"));
        assertThat(json.readValue(json.writeValueAsString(answer), Heartbeat.Answer.class))
                .isEqualTo(answer);
        TaskView task = new TaskView(
                "o.w1",
                "o",
                TaskKind.WRITE,
                TaskStatus.WAITING_FOR_CARD,
                TaskStatus.WAITING_FOR_CARD.stage(),
                1,
                1,
                3,
                0,
                false,
                "desk",
                "A",
                Progress.NONE,
                null,
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                Instant.EPOCH,
                question);
        assertThat(json.readValue(json.writeValueAsString(task), TaskView.class))
                .isEqualTo(task);
        CardRecord record = new CardRecord("o", "o.w1", 1, 2, "desk", "anna", report);
        assertThat(json.readValue(json.writeValueAsString(record), CardRecord.class))
                .isEqualTo(record);
    }

    @Test
    void aResultComesBackAsItWentOut() throws IOException {
        for (TaskResult result : List.of(
                new TaskResult.ImageBuilt(IMAGE),
                new TaskResult.ImageShelved(1, 2),
                new TaskResult.ImageRemoved(),
                new TaskResult.CardWritten("A", 1, null, "Reader", null, null, 2, 2, 3, 4, 0, 5))) {
            assertThat(json.readValue(json.writeValueAsString(result), TaskResult.class))
                    .isEqualTo(result);
        }
    }

    @Test
    void anOrderWithOnlyWhatItNeedsIsRead() throws IOException {
        PlaceOrder order = json.readValue(
                "{\"kind\":\"cards\",\"quantity\":2,\"config\":{\"schema\":1,\"name\":\"clinic\",\"base\":{\"url\":\"file:///b.img\"}}}",
                PlaceOrder.class);

        assertThat(order.kind()).isEqualTo(OrderKind.CARDS);
        assertThat(order.config().files()).isEmpty();
    }

    @Test
    void anUnknownFieldIsRefusedByName() {
        assertThatThrownBy(() -> json.readValue(
                        "{\"kind\":\"cards\",\"quantitty\":2,\"config\":{\"schema\":1,\"name\":\"c\",\"base\":{\"url\":\"u\"}}}",
                        PlaceOrder.class))
                .hasMessageContaining("quantitty");
    }

    @Test
    void anUnknownWordIsRefusedWithTheWordsThereAre() {
        assertThatThrownBy(() -> json.readValue("\"card\"", OrderKind.class))
                .hasStackTraceContaining("cards, link, upkeep");
    }
}
