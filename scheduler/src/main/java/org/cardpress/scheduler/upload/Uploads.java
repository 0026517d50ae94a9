package org.cardpress.scheduler.upload;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.upload.NewUpload;
import org.cardpress.protocol.upload.UploadKind;
import org.cardpress.protocol.upload.UploadSpace;
import org.cardpress.scheduler.record.Actor;
import org.cardpress.scheduler.record.Design;
import org.cardpress.scheduler.record.OrderId;
import org.cardpress.scheduler.record.Upload;
import org.cardpress.scheduler.store.DesignStore;
import org.cardpress.scheduler.store.OrderStore;
import org.cardpress.scheduler.store.UploadStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people do with their uploads: members with those of their organisation, or their own where they belong to none; managers with
 * everybody's. What a caller may not see is answered as what is not there. Safe for many threads; memory: a few hundred bytes for each
 * upload under way, one buffer for each piece.
 */
@Singleton
public final class Uploads {
    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);
    private static final int BUFFER = 128 << 10;

    private final UploadStore store;
    private final UploadFiles files;
    private final UploadLimits limits;
    private final OrderStore orders;
    private final DesignStore designs;
    private final Clock clock;
    private final RandomGenerator random;
    private final Senders senders = new Senders();
    private final Map<String, Intake> intakes = new ConcurrentHashMap<>();

    public Uploads(
            UploadStore store,
            UploadFiles files,
            UploadLimits limits,
            OrderStore orders,
            DesignStore designs,
            Clock clock,
            RandomGenerator random) {
        this.store = store;
        this.files = files;
        this.limits = limits;
        this.orders = orders;
        this.designs = designs;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Begins an upload, whose bytes count from now on.
     *
     * @throws ProblemException {@code MALFORMED} with all that is wrong; {@code CONFLICT} where the quota does not allow it
     */
    public synchronized Upload begin(NewUpload wanted, Actor by) {
        UploadCheck.begin(wanted);
        String scope = Upload.scope(by.username(), by.organisation());
        List<Upload> before = store.of(scope);
        long left = limits.quota() - size(before);
        if (wanted.size() > left || before.size() >= UploadLimits.MOST) {
            String message = before.size() >= UploadLimits.MOST
                    ? scope + " keeps " + before.size() + " uploads (expected fewer: delete old ones)"
                    : wanted.size() + " bytes (expected at most the " + Math.max(0, left) + " that " + scope
                            + " has left of " + limits.quota() + "; delete old uploads)";
            throw new ProblemException(ErrorCode.CONFLICT, message, List.of(new Problem.Detail("size", message)));
        }
        if (wanted.size() > files.free() - UploadLimits.RESERVE) {
            LOG.warn("no room for an upload of {} bytes by {}: {} free", wanted.size(), by.username(), files.free());
            throw new ProblemException(
                    ErrorCode.UNAVAILABLE, "the disk for uploads is nearly full (ask whoever runs this line for room)");
        }
        String id = OrderId.fresh(clock.instant(), random).value();
        Upload upload = new Upload(
                id,
                1,
                wanted.name(),
                wanted.size(),
                wanted.sha256() == null ? null : wanted.sha256().toLowerCase(Locale.ROOT),
                UploadKind.ofName(wanted.name()).orElseThrow(),
                false,
                by.username(),
                by.organisation(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        files.create(id);
        if (!store.insert(upload)) {
            throw new IllegalStateException("id " + id + " is taken (ids are random)");
        }
        LOG.info("upload {} begun by {}: {} bytes", id, by.username(), wanted.size());
        return upload;
    }

    public Upload get(String id, Actor by) {
        return store.find(id)
                .filter(upload -> sees(by, upload))
                .orElseThrow(() -> new ProblemException(
                        ErrorCode.NOT_FOUND, "upload " + id + " is not known (expected the id of one you may see)"));
    }

    static boolean sees(Actor by, Upload upload) {
        return by.role() == Role.MANAGER || upload.scope().equals(Upload.scope(by.username(), by.organisation()));
    }

    /** Youngest first. */
    public List<Upload> list(Actor by, int skip, int limit) {
        if (by.role() == Role.MANAGER) {
            int all = Math.toIntExact(store.count());
            int last = Math.max(0, all - skip);
            int first = Math.max(0, last - limit);
            return store.list(first, last - first).stream()
                    .sorted(Comparator.comparing(Upload::id).reversed())
                    .toList();
        }
        return store.of(Upload.scope(by.username(), by.organisation())).stream()
                .sorted(Comparator.comparing(Upload::id).reversed())
                .skip(skip)
                .limit(limit)
                .toList();
    }

    public long count(Actor by) {
        return by.role() == Role.MANAGER
                ? store.count()
                : store.of(Upload.scope(by.username(), by.organisation())).size();
    }

    public UploadSpace space(Actor by) {
        return new UploadSpace(size(store.of(Upload.scope(by.username(), by.organisation()))), limits.quota());
    }

    /** Bytes that are here. */
    public long received(Upload upload) {
        return upload.complete() ? upload.size() : files.length(upload.id());
    }

    /** When it goes unless somebody goes on with it. */
    public Instant expiresAt(Upload upload) {
        return files.touched(upload.id(), upload.createdAt())
                .plus(limits.patience())
                .truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * Writes the next bytes as they come. Where the connection breaks, what came stays.
     *
     * @param length bytes that are announced; -1 where they are not
     * @throws ProblemException {@code CONFLICT} where others come next, or it is complete; {@code TOO_LARGE} where they are more than
     *     its size; {@code MALFORMED} where its first bytes are of no or another kind, and then nothing is kept
     */
    public Upload append(String id, long offset, long length, InputStream body, Actor by) {
        Upload upload = get(id, by);
        if (upload.complete()) {
            throw conflict(upload, "is complete (expected one that is not)");
        }
        if (length > upload.size() - offset) {
            throw tooMuch(upload, offset + length);
        }
        try (Senders.Sending sending = senders.begin(by.username())) {
            LOG.debug("upload {}: {} bytes from {} by {} ({})", id, length, offset, by.username(), sending);
            Intake intake = intakes.computeIfAbsent(id, each -> new Intake(each, files));
            receive(upload, intake, offset, body);
            if (offset < UploadKind.MAGIC_BYTES && files.length(id) >= UploadKind.MAGIC_BYTES) {
                recognise(upload, intake);
            }
        }
        return upload;
    }

    private void receive(Upload upload, Intake intake, long offset, InputStream body) {
        long mine = intake.take(offset);
        long at = offset;
        byte[] buffer = new byte[BUFFER];
        try (FileChannel file = files.append(upload.id())) {
            for (int count = read(upload, body, buffer, at); count >= 0; count = read(upload, body, buffer, at)) {
                if (at + count > upload.size()) {
                    intake.truncate(offset);
                    throw tooMuch(upload, at + count);
                }
                intake.write(mine, file, at, buffer, count);
                at += count;
            }
        } catch (IOException e) {
            LOG.error("upload {} cannot be written at {}", upload.id(), at, e);
            throw new ProblemException(
                    ErrorCode.UNAVAILABLE, "upload " + upload.id() + " cannot be written (ask whoever runs this line)");
        }
    }

    private static int read(Upload upload, InputStream body, byte[] buffer, long at) {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            LOG.info("upload {} broke off after {} of {} bytes", upload.id(), at, upload.size());
            throw new ProblemException(
                    ErrorCode.MALFORMED, "upload " + upload.id() + " broke off after " + at + " bytes: go on there");
        }
    }

    private void recognise(Upload upload, Intake intake) {
        try {
            UploadCheck.head(upload.kind(), upload.name(), files.head(upload.id()));
        } catch (ProblemException e) {
            intake.truncate(0);
            throw e;
        }
    }

    /**
     * Says that all bytes are here. A repeat is answered alike.
     *
     * @throws ProblemException {@code CONFLICT} where bytes are missing; {@code MALFORMED} where they are of another kind or hash, and
     *     then none is kept
     */
    public Upload finish(String id, Actor by) {
        Upload upload = get(id, by);
        if (upload.complete()) {
            return upload;
        }
        long length = files.length(id);
        if (length != upload.size()) {
            throw conflict(upload, "has " + length + " bytes (expected its size of " + upload.size() + ")");
        }
        Intake intake = intakes.computeIfAbsent(id, each -> new Intake(each, files));
        recognise(upload, intake);
        String sha256 = intake.sha256OfAll();
        if (upload.sha256() != null && !upload.sha256().equals(sha256)) {
            intake.truncate(0);
            String message = "SHA-256 " + sha256 + " (expected " + upload.sha256() + "; send the file again)";
            throw new ProblemException(ErrorCode.MALFORMED, message, List.of(new Problem.Detail("sha256", message)));
        }
        files.force(id);
        Upload complete = upload.completed(sha256);
        if (!store.replace(complete)) {
            return get(id, by);
        }
        intakes.remove(id);
        LOG.info("upload {} of {} bytes complete: {} asked", id, upload.size(), by.username());
        return complete;
    }

    /**
     * Forgets it with its bytes.
     *
     * @throws ProblemException {@code CONFLICT} while an order that is not over, or a design, names it
     */
    public void delete(String id, Actor by) {
        Upload upload = get(id, by);
        Optional<OrderId> order = orders.withUpload(id);
        if (order.isPresent()) {
            throw conflict(upload, "is part of order " + order.get() + " (expected none that is not over)");
        }
        Optional<Design.Head> design = designs.withUpload(id);
        if (design.isPresent()) {
            throw conflict(
                    upload,
                    "is part of design " + design.get().id() + " of "
                            + design.get().owner() + " (expected none)");
        }
        LOG.info("upload {} deleted: {} asked", id, by.username());
        forget(upload);
    }

    /** The record goes first: a file without one is removed later, a record without its file would promise what is not there. */
    void forget(Upload upload) {
        if (!store.delete(upload.id(), upload.version())) {
            throw conflict(upload, "changed meanwhile: look at it again");
        }
        intakes.remove(upload.id());
        files.delete(upload.id());
    }

    private static long size(List<Upload> uploads) {
        return uploads.stream().mapToLong(Upload::size).sum();
    }

    private static ProblemException tooMuch(Upload upload, long bytes) {
        return new ProblemException(
                ErrorCode.TOO_LARGE,
                "upload " + upload.id() + " would have " + bytes + " bytes or more (expected its size of "
                        + upload.size() + ")");
    }

    private static ProblemException conflict(Upload upload, String how) {
        return new ProblemException(ErrorCode.CONFLICT, "upload " + upload.id() + " " + how);
    }
}
