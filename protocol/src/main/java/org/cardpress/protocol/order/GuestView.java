package org.cardpress.protocol.order;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.cardpress.protocol.task.Stage;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskStatus;
import org.jspecify.annotations.Nullable;

/**
 * An order as somebody without an account sees it: what the act of the link needs and no more. No accounts, no machines, no words of
 * the machines, no config.
 *
 * @param version of the order
 * @param name as the order is called
 * @param sender whose order it is: the sender of its channel, or the channel's name
 * @param senderEmail whom to ask; null where the channel tells none
 * @param linkUntil when the link ends
 * @param steps only for {@link GuestAct#STATUS}
 * @param shipment what was said of how the cards were sent, once they were
 * @param recipient only for {@link GuestAct#SHIPMENT}, without mail address
 * @param download only for {@link GuestAct#DOWNLOAD}, once the image is there
 */
@Serdeable
public record GuestView(
        GuestAct act,
        String orderId,
        long version,
        OrderKind kind,
        OrderStatus status,
        String name,
        int quantity,
        int cardsWritten,
        String sender,
        @Nullable String senderEmail,
        Instant linkUntil,
        List<Step> steps,
        @Nullable String shipment,
        @Nullable Instant shippedAt,
        @Nullable Arrival arrival,
        @Nullable Recipient recipient,
        @Nullable Download download) {
    public GuestView {
        steps = List.copyOf(steps);
    }

    /**
     * One step of the line.
     *
     * @param card number of the card, from 1; 0 for other kinds
     * @param done bytes done of {@code total}; both 0 where that cannot be told
     * @param rate bytes a second
     */
    @Serdeable
    public record Step(TaskKind kind, int card, TaskStatus status, Stage stage, long done, long total, long rate) {}

    /**
     * The file to download.
     *
     * @param url unguessable
     * @param size bytes of the file
     * @param sha256 of the file, lower-case hex
     * @param rawSize bytes once unpacked: the least a card must hold
     */
    @Serdeable
    public record Download(String url, String fileName, long size, String sha256, long rawSize) {
        /** Without the address. */
        @Override
        public String toString() {
            return "Download[" + fileName + "]";
        }
    }
}
