package org.cardpress.writer;

import java.io.IOException;
import java.util.OptionalLong;
import org.cardpress.protocol.image.Shelf;
import org.cardpress.protocol.image.ShelvedImage;
import org.cardpress.protocol.runtime.TaskFailure;
import org.cardpress.protocol.task.TaskError;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.worker.Claim;
import org.cardpress.protocol.worker.TaskSpec.WriteCard;
import org.cardpress.writer.card.ImageMap;
import org.cardpress.writer.card.WritePlan;
import org.cardpress.writer.device.DeviceException;
import org.cardpress.writer.device.StagedFile;
import org.cardpress.writer.fault.CardFault;
import org.cardpress.writer.stamp.StampPlace;

/** The image of one task, found on the shelf and open for as long as the task needs it. What is wrong with it fails the task for good. */
final class ImageOnShelf implements AutoCloseable {
    private final Wanted wanted;
    private final StagedFile source;

    private ImageOnShelf(Wanted wanted, StagedFile source) {
        this.wanted = wanted;
        this.source = source;
    }

    /** @param slot for the sentence */
    static ImageOnShelf open(Shelf shelf, Claim claim, WriteCard spec, String slot) throws TaskFailure {
        try {
            ShelvedImage image = shelf.open(claim.orderId())
                    .orElseThrow(() -> failure(
                            CardFault.IMAGE_MISSING,
                            "order " + claim.orderId() + " has none under " + shelf.root(),
                            slot));
            String found = image.manifest().rawSha256();
            if (!found.equals(spec.image().rawSha256())) {
                throw failure(
                        CardFault.IMAGE_DAMAGED,
                        "its SHA-256 is " + found + ", the task wants "
                                + spec.image().rawSha256(),
                        slot);
            }
            return open(image, claim.taskId());
        } catch (IOException | IllegalArgumentException damaged) {
            throw failure(CardFault.IMAGE_DAMAGED, String.valueOf(damaged.getMessage()), slot);
        }
    }

    private static ImageOnShelf open(ShelvedImage image, String taskId) throws DeviceException {
        ImageMap map = ImageMap.of(image.manifest());
        StagedFile source = StagedFile.open(image.image().toString());
        try {
            OptionalLong place = StampPlace.of(map, source);
            return new ImageOnShelf(
                    new Wanted(taskId, image.manifest().rawSha256(), map, WritePlan.of(map), place), source);
        } catch (DeviceException | RuntimeException unreadable) {
            source.close();
            throw unreadable;
        }
    }

    Wanted wanted() {
        return wanted;
    }

    StagedFile source() {
        return source;
    }

    @Override
    public void close() {
        source.close();
    }

    private static TaskFailure failure(CardFault fault, String detail, String slot) {
        TaskError error = new TaskError(fault.code(), fault.sentence(slot, detail), fault.retryable());
        return new TaskFailure(error, TaskStatus.FAILED_TO_WRITE);
    }
}
