package org.cardpress.scheduler.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.hotspot.UploadUrl;
import org.cardpress.protocol.image.ImageRef;
import org.cardpress.protocol.order.Arrival;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.order.Recipient;
import org.jspecify.annotations.Nullable;

/**
 * A request for work with all of its tasks: the unit that is stored and moved as a whole.
 *
 * @param version rises by one with each change; saving compares it
 * @param status derived from the rest by lifecycle at each move; nobody else sets it
 * @param organisation slug of the one whose order it is; null where its creator belonged to none
 * @param host writer host that must do the work; null for any
 * @param quantity cards to write; 0 for a link
 * @param cardSize least capacity of a card in bytes; null for whatever holds the image
 * @param linkDays days a link lives
 * @param image once the create task succeeded
 * @param link once a link order's image is in the warehouse
 * @param imageGone whether the warehouse holds nothing of this order any more
 * @param history what happened, oldest first, capped
 * @param effects owed and not yet carried out
 * @param guests what concerns those who have a link and no account
 * @param build what decides whether an image that is there already serves this order; null where none can
 */
public record Order(
        OrderId id,
        long version,
        OrderKind kind,
        OrderStatus status,
        String name,
        String createdBy,
        @Nullable String organisation,
        String channel,
        String warehouse,
        @Nullable String host,
        int priority,
        int quantity,
        @Nullable Long cardSize,
        int linkDays,
        @Nullable Recipient recipient,
        HotspotConfig config,
        List<Task> tasks,
        @Nullable ImageRef image,
        @Nullable Link link,
        boolean imageGone,
        @Nullable Shipped shipped,
        @Nullable Canceled canceled,
        List<HistoryEntry> history,
        List<Effect> effects,
        Instant createdAt,
        Instant updatedAt,
        Guests guests,
        @Nullable Build build) {
    public Order {
        tasks = List.copyOf(tasks);
        history = List.copyOf(history);
        effects = List.copyOf(effects);
    }

    /** An order that no link has led to yet, and whose image is its own. */
    public Order(
            OrderId id,
            long version,
            OrderKind kind,
            OrderStatus status,
            String name,
            String createdBy,
            @Nullable String organisation,
            String channel,
            String warehouse,
            @Nullable String host,
            int priority,
            int quantity,
            @Nullable Long cardSize,
            int linkDays,
            @Nullable Recipient recipient,
            HotspotConfig config,
            List<Task> tasks,
            @Nullable ImageRef image,
            @Nullable Link link,
            boolean imageGone,
            @Nullable Shipped shipped,
            @Nullable Canceled canceled,
            List<HistoryEntry> history,
            List<Effect> effects,
            Instant createdAt,
            Instant updatedAt) {
        this(
                id,
                version,
                kind,
                status,
                name,
                createdBy,
                organisation,
                channel,
                warehouse,
                host,
                priority,
                quantity,
                cardSize,
                linkDays,
                recipient,
                config,
                tasks,
                image,
                link,
                imageGone,
                shipped,
                canceled,
                history,
                effects,
                createdAt,
                updatedAt,
                Guests.NONE,
                null);
    }

    public Optional<Task> task(TaskId taskId) {
        return tasks.stream().filter(task -> task.id().equals(taskId)).findFirst();
    }

    /** The tasks that no retry has replaced, in the order they were added. */
    public List<Task> currentTasks() {
        return tasks.stream().filter(task -> !task.superseded()).toList();
    }

    /** Whether the order is over for good: not even a person's retry brings it back. */
    public boolean isFinal() {
        return status == OrderStatus.SHIPPED || status == OrderStatus.EXPIRED || status == OrderStatus.CANCELED;
    }

    /** Directory of the warehouse with another order's image that this one needs; empty where it has its own, or is over for good. */
    public Optional<String> borrowed() {
        return build == null || build.reused() == null || isFinal()
                ? Optional.empty()
                : Optional.of(build.reused().directory());
    }

    /** Uploads that it is made of; empty where it is over for good. */
    public Set<String> uploads() {
        return isFinal() ? Set.of() : UploadUrl.ids(config);
    }

    /**
     * Whether something may still happen without a person: a lease that ends, an effect owed, a link that expires, an image that
     * the warehouse may remove.
     */
    public boolean isActive() {
        return !effects.isEmpty()
                || status == OrderStatus.PENDING_EXPIRY
                || isFinal() && !imageGone
                || tasks.stream().anyMatch(task -> task.lease() != null);
    }

    /**
     * The public download of a link order.
     *
     * @param secret unguessable part of the URL
     */
    public record Link(String secret, Instant expiresAt) {
        /** Without the secret. */
        @Override
        public String toString() {
            return "Link[until " + expiresAt + "]";
        }
    }

    /**
     * What concerns those who have a link and no account.
     *
     * @param withdrawn how often all links made so far were ended; a link holds while this is as when it was made
     * @param arrival once one of them said that the cards arrived
     */
    public record Guests(int withdrawn, @Nullable Arrival arrival) {
        public static final Guests NONE = new Guests(0, null);
    }

    /**
     * Which image this order asks for.
     *
     * @param key stands for all that decides the image, apart from who builds it: equal keys, equal images
     * @param builder program and version that makes or made it; null before a creator took the task
     * @param reused image of another order that this one needs; null where it has, or will have, its own
     */
    public record Build(
            String key, @Nullable String builder, @Nullable ImageRef reused) {
        /** The same image, made by this builder or taken over from another order. */
        public Build by(@Nullable String newBuilder, @Nullable ImageRef newReused) {
            return new Build(key, newBuilder, newReused);
        }
    }

    /** The cards are on their way. */
    public record Shipped(String details, String by, Instant at) {}

    /** A person stopped the order. */
    public record Canceled(String by, Instant at) {}

    /**
     * One thing that happened.
     *
     * @param who account or host
     */
    public record HistoryEntry(
            Instant at, String who, @Nullable TaskId task, String what) {}
}
