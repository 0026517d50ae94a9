package org.cardpress.writer;

import java.io.IOException;
import java.util.OptionalLong;
import org.cardpress.protocol.image.ShelvedImage;
import org.cardpress.protocol.runtime.TaskFailure;
import org.cardpress.protocol.task.TaskError;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.worker.Claim;
import org.cardpress.protocol.worker.TaskSpec.WriteCard;
import org.cardpress.writer.card.ImageMap;
import org.cardpress.writer.card.WritePlan;
import org.cardpress.writer.device.AlignedBuffer;
import org.cardpress.writer.device.DeviceException;
import org.cardpress.writer.fault.CardFailure;
import org.cardpress.writer.fault.CardFault;
import org.cardpress.writer.staging.StagedImage;
import org.cardpress.writer.staging.StagedImages;
import org.cardpress.writer.stamp.StampPlace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The image of one task, found on the shelf and open for as long as the task needs it. What is wrong with it fails the task for good. */
final class ImageOnShelf implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ImageOnShelf.class);
    private static final long LOOK_AGAIN = 1000;

    private final Wanted wanted;
    private final StagedImage source;

    private ImageOnShelf(Wanted wanted, StagedImage source) {
        this.wanted = wanted;
        this.source = source;
    }

    /** @param slot for the sentence */
    static ImageOnShelf open(StagedImages images, Claim claim, WriteCard spec, String slot)
            throws TaskFailure, InterruptedException {
        try {
            ShelvedImage image = images.find(claim.orderId())
                    .orElseThrow(() -> new CardFailure(
                            CardFault.IMAGE_MISSING, "order " + claim.orderId() + " has none under " + images.root()));
            String found = image.manifest().rawSha256();
            if (!found.equals(spec.image().rawSha256())) {
                throw new CardFailure(
                        CardFault.IMAGE_DAMAGED,
                        "its SHA-256 is " + found + ", the task wants "
                                + spec.image().rawSha256());
            }
            return open(images.open(image), found, claim.taskId());
        } catch (CardFailure unfit) {
            throw failure(unfit.fault(), unfit.detail(), slot);
        } catch (IOException | IllegalArgumentException damaged) {
            throw failure(CardFault.IMAGE_DAMAGED, String.valueOf(damaged.getMessage()), slot);
        }
    }

    /** Where the stamp goes is told by the partition table, which is the first of an image to be unpacked. */
    private static ImageOnShelf open(StagedImage source, String rawSha256, String taskId)
            throws DeviceException, CardFailure, InterruptedException {
        boolean opened = false;
        try {
            while (!source.isThere(AlignedBuffer.PAGE, LOOK_AGAIN)) {
                LOG.debug("task {}: waiting for the first bytes of its image", taskId);
            }
            ImageMap map = source.map();
            OptionalLong place = StampPlace.of(map, source);
            opened = true;
            return new ImageOnShelf(new Wanted(taskId, rawSha256, map, WritePlan.of(map), place), source);
        } finally {
            if (!opened) {
                source.close();
            }
        }
    }

    Wanted wanted() {
        return wanted;
    }

    StagedImage source() {
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
