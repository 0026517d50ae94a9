package org.cardpress.standalone.ctl;

import java.time.Duration;
import java.util.function.Consumer;
import org.cardpress.locale.Phrase;
import org.cardpress.protocol.client.SchedulerUnreachable;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.runtime.RateMeter;
import org.cardpress.protocol.task.Progress;
import org.cardpress.protocol.upload.UploadView;
import org.cardpress.standalone.screen.Amount;
import org.cardpress.standalone.shell.CommandFailed;
import org.cardpress.standalone.shell.ExitCode;
import org.jspecify.annotations.Nullable;

/**
 * Sends a file piece by piece and goes on through interruptions: what the scheduler has is asked, never assumed. In the end the hash of
 * what came is compared with that of what was read. Memory: one piece, at most {@value PieceSize#LARGEST} bytes. For one thread.
 */
final class FileSender {

    private static final long[] PAUSES = {1, 2, 4, 8, 15};

    private final CtlCommand ctl;
    private final SourceFile file;
    private final Duration patience;
    private final Consumer<Progress> screen;
    private final PieceSize piece = new PieceSize();
    private final RateMeter rate = new RateMeter();
    private int failures;
    private long failingSince;

    /**
     * @param patience how long it is tried without a byte getting through
     * @param screen told after each piece
     */
    FileSender(CtlCommand ctl, SourceFile file, Duration patience, Consumer<Progress> screen) {
        this.ctl = ctl;
        this.file = file;
        this.patience = patience;
        this.screen = screen;
    }

    /**
     * Sends what is missing.
     *
     * @return the complete upload
     * @throws CommandFailed where something else came than was read; then nothing of it is kept
     */
    UploadView send(UploadView begun) throws InterruptedException {
        read(begun.received());
        UploadView upload = begun;
        while (!upload.complete()) {
            try {
                upload = upload.received() < file.size() ? append(upload) : finish(upload);
            } catch (SchedulerUnreachable e) {
                upload = lookAgain(upload, e);
            } catch (ProblemException e) {
                upload = lookAgain(upload, passing(e));
            }
        }
        return proven(upload);
    }

    private UploadView append(UploadView upload) {
        long from = upload.received();
        show(from, null);
        byte[] bytes = file.piece(from, piece.bytes());
        long began = System.nanoTime();
        UploadView after = ctl.call(client -> client.uploads().append(upload.id(), from, bytes));
        piece.took(Duration.ofNanos(System.nanoTime() - began));
        failures = 0;
        return after;
    }

    private UploadView finish(UploadView upload) {
        show(file.size(), ctl.pages().say("uploads.checks"));
        return ctl.call(client -> client.uploads().finish(upload.id()));
    }

    /** Waits and asks what the scheduler has by now, as long as there is patience. */
    private UploadView lookAgain(UploadView upload, RuntimeException first) throws InterruptedException {
        piece.failed();
        RuntimeException why = first;
        while (true) {
            pause(upload, why);
            try {
                UploadView now = ctl.call(client -> client.uploads().get(upload.id()));
                if (now.received() > upload.received()) {
                    failures = 0;
                }
                return now;
            } catch (SchedulerUnreachable e) {
                why = e;
            } catch (ProblemException e) {
                why = passing(e);
            }
        }
    }

    private void pause(UploadView upload, RuntimeException why) throws InterruptedException {
        long now = System.nanoTime();
        if (failures == 0) {
            failingSince = now;
        }
        if (now - failingSince >= patience.toNanos()) {
            throw givenUp(upload, why);
        }
        rate.reset();
        show(upload.received(), ctl.pages().say("uploads.waits"));
        Thread.sleep(1000 * PAUSES[Math.min(failures, PAUSES.length - 1)]);
        failures++;
    }

    /** Says with why it ended how it goes on. */
    private RuntimeException givenUp(UploadView upload, RuntimeException why) {
        String message = why.getMessage() + "; at least " + Amount.bytes(upload.received()) + " of "
                + Amount.bytes(file.size()) + " are there, and the same command goes on behind them";
        return why instanceof ProblemException refused
                ? new ProblemException(refused.code(), message, refused.details())
                : new SchedulerUnreachable(message, why);
    }

    private static ProblemException passing(ProblemException refused) {
        ErrorCode code = refused.code();
        if (code != ErrorCode.CONFLICT && code != ErrorCode.TOO_MANY && code != ErrorCode.UNAVAILABLE) {
            throw refused;
        }
        return refused;
    }

    private UploadView proven(UploadView upload) {
        read(file.size());
        String read = file.sha256OfAll();
        if (read.equals(upload.sha256())) {
            return upload;
        }
        ctl.call(client -> {
            client.uploads().delete(upload.id());
            return upload;
        });
        throw new CommandFailed(
                ExitCode.FAILED,
                "what came has the SHA-256 " + upload.sha256() + " (expected " + read + " of " + upload.name()
                        + "): the file changed meanwhile, or an earlier try sent another one. What came is deleted; run the command again");
    }

    private void read(long until) {
        String reads = ctl.texts().say(Phrase.UPLOAD_READS);
        file.hash(until, done -> screen.accept(new Progress(done, file.size(), 0, reads)));
    }

    private void show(long done, @Nullable String message) {
        screen.accept(new Progress(done, file.size(), rate.sample(System.nanoTime(), done), message));
    }
}
