package org.cardpress.writer.stamp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * What a card says of itself. The form is our own: big-endian, in this order magic {@code CPSTAMP1}, state, card, job, image,
 * time, writings, failures, length of the task id, task id; zeros; and in the last four bytes CRC-32C of all before.
 *
 * @param card of this card for as long as one stamp is found on it
 * @param job random for each writing of an image; a writing that is resumed keeps it
 * @param state how far that writing came
 * @param taskId of the write task, such as {@code abc.w1}; its order stands before the dot
 * @param imageSha256 of the raw image, lower-case hex
 * @param at when the state was reached; kept in milliseconds
 * @param writings how often this card was begun, this time included
 * @param failures how often it failed
 */
public record CardStamp(
        UUID card, UUID job, State state, String taskId, String imageSha256, Instant at, int writings, int failures) {
    /** Bytes on the card. */
    public static final int SIZE = 4096;

    private static final byte[] MAGIC = "CPSTAMP1".getBytes(StandardCharsets.US_ASCII);
    private static final int SHA_256 = 32;
    private static final int LONGEST_TASK_ID = 200;
    private static final int SUM_AT = SIZE - Integer.BYTES;

    public CardStamp {
        if (!imageSha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("image '" + imageSha256 + "' (expected a SHA-256 in lower-case hex)");
        }
        if (!taskId.matches("[!-~]{1," + LONGEST_TASK_ID + "}")) {
            throw new IllegalArgumentException("task '" + taskId + "' (expected an id of at most " + LONGEST_TASK_ID
                    + " printable ASCII characters)");
        }
    }

    /** How far a writing came. A card that was pulled or lost its power stays at {@code BEGUN}. */
    public enum State {
        BEGUN,
        VERIFIED,
        FAILED
    }

    public String orderId() {
        int dot = taskId.indexOf('.');
        return dot < 0 ? taskId : taskId.substring(0, dot);
    }

    /** The same stamp at a later state; a failure is counted. */
    public CardStamp reached(State next, Instant when) {
        int failed = next == State.FAILED ? failures + 1 : failures;
        return new CardStamp(card, job, next, taskId, imageSha256, when, writings, failed);
    }

    byte[] bytes() {
        ByteBuffer out = ByteBuffer.allocate(SIZE);
        byte[] task = taskId.getBytes(StandardCharsets.US_ASCII);
        out.put(MAGIC).putInt(state.ordinal());
        out.putLong(card.getMostSignificantBits()).putLong(card.getLeastSignificantBits());
        out.putLong(job.getMostSignificantBits()).putLong(job.getLeastSignificantBits());
        out.put(HexFormat.of().parseHex(imageSha256)).putLong(at.toEpochMilli());
        out.putInt(writings).putInt(failures).putShort((short) task.length).put(task);
        out.putInt(SUM_AT, sum(out.array()));
        return out.array();
    }

    /** Empty for what is no stamp, or a damaged one: cards hold anything. */
    static Optional<CardStamp> parse(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        byte[] magic = new byte[MAGIC.length];
        in.get(magic);
        int state = in.getInt();
        if (!Arrays.equals(magic, MAGIC)
                || in.getInt(SUM_AT) != sum(bytes)
                || state < 0
                || state >= State.values().length) {
            return Optional.empty();
        }
        UUID card = new UUID(in.getLong(), in.getLong());
        UUID job = new UUID(in.getLong(), in.getLong());
        byte[] image = new byte[SHA_256];
        in.get(image);
        Instant at = Instant.ofEpochMilli(in.getLong());
        int writings = in.getInt();
        int failures = in.getInt();
        int length = in.getShort();
        if (length < 1 || length > LONGEST_TASK_ID) {
            return Optional.empty();
        }
        byte[] task = new byte[length];
        in.get(task);
        return Optional.of(new CardStamp(
                card,
                job,
                State.values()[state],
                new String(task, StandardCharsets.US_ASCII),
                HexFormat.of().formatHex(image),
                at,
                writings,
                failures));
    }

    private static int sum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, SUM_AT);
        return (int) crc.getValue();
    }
}
