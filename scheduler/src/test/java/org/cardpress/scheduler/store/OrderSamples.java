package org.cardpress.scheduler.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.cardpress.protocol.hotspot.AdminAccount;
import org.cardpress.protocol.hotspot.BaseImage;
import org.cardpress.protocol.hotspot.Branding;
import org.cardpress.protocol.hotspot.ChosenBook;
import org.cardpress.protocol.hotspot.ContentFile;
import org.cardpress.protocol.hotspot.ContentPackage;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.hotspot.HotspotDraft;
import org.cardpress.protocol.hotspot.OciImage;
import org.cardpress.protocol.hotspot.Picture;
import org.cardpress.protocol.hotspot.ReaderProgram;
import org.cardpress.protocol.hotspot.Wifi;
import org.cardpress.protocol.image.ImageRef;
import org.cardpress.protocol.order.Arrival;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.order.Recipient;
import org.cardpress.protocol.task.CardReport;
import org.cardpress.protocol.task.Progress;
import org.cardpress.protocol.task.TaskError;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskResult;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.worker.CardQuestion;
import org.cardpress.scheduler.record.Effect;
import org.cardpress.scheduler.record.Lease;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.OrderId;
import org.cardpress.scheduler.record.Task;
import org.cardpress.scheduler.record.TaskCards;
import org.cardpress.scheduler.record.TaskId;
import org.jspecify.annotations.Nullable;

/**
 * Random orders with every field in every state, whether lifecycle would ever make them or not: a store keeps what it is given. Not
 * safe for threads, except for the methods that take a whole order and change one thing.
 */
public final class OrderSamples {
    private static final String[] WORDS = {
        "clinic", "kigali", "école", "日本", "a b", "x.y", "\"quoted\"", "$dollar", "💾"
    };

    private final Random random;

    public OrderSamples(Random random) {
        this.random = random;
    }

    /** An order of version 1, made at this time. */
    public Order order(Instant createdAt) {
        return order(OrderId.fresh(createdAt, random), 1, createdAt);
    }

    /** Another state of an order, under this version. */
    public Order next(Order order, long version) {
        return order(order.id(), version, order.createdAt());
    }

    public Order withId(Order order, OrderId id) {
        return changed(order, id, order.version(), order.priority());
    }

    public Order withPriority(Order order, long version, int priority) {
        return changed(order, order.id(), version, priority);
    }

    public Order withBuild(Order order, Order.Build build) {
        return changed(order, order.id(), order.version(), order.priority(), build);
    }

    private static Order changed(Order o, OrderId id, long version, int priority) {
        return changed(o, id, version, priority, o.build());
    }

    private static Order changed(Order o, OrderId id, long version, int priority, Order.@Nullable Build build) {
        return new Order(
                id,
                version,
                o.kind(),
                o.status(),
                o.name(),
                o.createdBy(),
                o.organisation(),
                o.channel(),
                o.warehouse(),
                o.host(),
                priority,
                o.quantity(),
                o.cardSize(),
                o.linkDays(),
                o.recipient(),
                o.config(),
                o.tasks(),
                o.image(),
                o.link(),
                o.imageGone(),
                o.shipped(),
                o.canceled(),
                o.history(),
                o.effects(),
                o.createdAt(),
                o.updatedAt(),
                o.guests(),
                build);
    }

    private Order order(OrderId id, long version, Instant createdAt) {
        return new Order(
                id,
                version,
                one(OrderKind.values()),
                one(OrderStatus.values()),
                "name " + word(),
                "user" + random.nextInt(3),
                maybe(() -> "organisation" + random.nextInt(2)),
                "channel" + random.nextInt(3),
                "warehouse" + random.nextInt(2),
                maybe(this::word),
                random.nextInt(201) - 100,
                random.nextInt(201),
                maybe(this::number),
                random.nextInt(365),
                maybe(this::recipient),
                config(),
                some(4, () -> task(id)),
                maybe(this::image),
                maybe(() -> new Order.Link(word(), instant())),
                random.nextBoolean(),
                maybe(() -> new Order.Shipped(word(), word(), instant())),
                maybe(() -> new Order.Canceled(word(), instant())),
                some(
                        5,
                        () -> new Order.HistoryEntry(
                                instant(), word(), maybe(() -> taskId(id, TaskKind.WRITE)), word())),
                random.nextInt(3) == 0
                        ? some(3, () -> new Effect(word(), one(Effect.Kind.values()), word(), instant()))
                        : List.of(),
                createdAt,
                instant(),
                new Order.Guests(random.nextInt(3), maybe(() -> new Arrival(word(), instant()))),
                null);
    }

    private HotspotConfig config() {
        Map<String, Object> offspot = new LinkedHashMap<>();
        offspot.put("wifi", Map.of("ssid", word(), "passphrase", word(), "channel", random.nextInt(14)));
        offspot.put("list", List.of(word(), List.of(1, 2.5, true), Map.of()));
        offspot.put("flag", random.nextBoolean());
        offspot.put("number", random.nextLong());
        HotspotConfig plain = new HotspotConfig(
                HotspotConfig.SCHEMA,
                word(),
                new BaseImage("file:///" + word(), maybe(this::word), maybe(this::number)),
                maybe(this::number),
                some(
                        3,
                        () -> new ContentFile(
                                "/data/" + word(),
                                maybe(this::word),
                                maybe(this::word),
                                maybe(this::word),
                                maybe(this::number),
                                maybe(this::number),
                                maybe(this::word))),
                some(
                        2,
                        () -> new OciImage(
                                word(),
                                maybe(this::word),
                                maybe(this::number),
                                maybe(this::number),
                                maybe(this::word))),
                offspot);
        return random.nextInt(3) == 0 ? plain : people(plain);
    }

    private HotspotConfig people(HotspotConfig plain) {
        return HotspotDraft.of(plain)
                .title(maybe(this::word))
                .domain(maybe(this::word))
                .wifi(maybe(() -> new Wifi(
                        word(),
                        maybe(this::word),
                        maybe(this::word),
                        maybe(random::nextInt),
                        maybe(random::nextBoolean))))
                .language(maybe(this::word))
                .timezone(maybe(this::word))
                .admin(maybe(() -> new AdminAccount(word(), word())))
                .branding(maybe(() ->
                        new Branding(maybe(this::picture), maybe(this::picture), maybe(this::word), maybe(this::word))))
                .books(some(
                        3,
                        () -> new ChosenBook(
                                maybe(this::word),
                                maybe(this::word),
                                maybe(this::word),
                                maybe(this::word),
                                maybe(this::word),
                                maybe(this::word),
                                maybe(this::number),
                                maybe(this::word),
                                some(2, this::word))))
                .packages(some(
                        2,
                        () -> new ContentPackage(
                                maybe(this::word),
                                maybe(this::word),
                                maybe(this::word),
                                word(),
                                maybe(this::word),
                                maybe(this::number),
                                maybe(this::number),
                                maybe(this::word),
                                some(2, this::word))))
                .readers(some(
                        2,
                        () -> new ReaderProgram(
                                word(), word(), maybe(this::number), maybe(this::word), some(2, this::word))))
                .metrics(maybe(random::nextBoolean))
                .config();
    }

    private Picture picture() {
        return new Picture(maybe(this::word), maybe(this::number), maybe(this::word), maybe(this::word));
    }

    private Task task(OrderId order) {
        TaskKind kind = one(TaskKind.values());
        return new Task(
                taskId(order, kind),
                status(kind),
                random.nextInt(5),
                random.nextInt(5),
                random.nextInt(5),
                random.nextInt(5),
                random.nextInt(5),
                instant(),
                random.nextInt(4) == 0 ? lease() : null,
                maybe(this::word),
                maybe(this::word),
                maybe(this::word),
                new Progress(number(), number(), number(), maybe(this::word)),
                maybe(() -> new TaskError(word(), word(), random.nextBoolean())),
                maybe(this::result),
                some(3, this::word),
                kind == TaskKind.WRITE && random.nextBoolean() ? cards() : TaskCards.NONE,
                random.nextInt(4) == 0,
                instant(),
                instant());
    }

    private TaskCards cards() {
        return new TaskCards(
                some(3, () -> new TaskCards.Used(random.nextInt(5), word(), maybe(this::word), report())),
                maybe(this::lease),
                maybe(() -> new CardQuestion(word(), word())),
                maybe(() -> new TaskCards.Confirmed(word(), word(), instant())));
    }

    private CardReport report() {
        return new CardReport(
                one(CardReport.Verdict.values()),
                word(),
                word(),
                number(),
                maybe(this::word),
                maybe(this::word),
                maybe(this::word),
                maybe(this::word),
                maybe(this::word),
                number(),
                number(),
                number(),
                number(),
                random.nextInt(5),
                random.nextInt(5),
                number(),
                maybe(this::word),
                maybe(this::word),
                instant());
    }

    private TaskStatus status(TaskKind kind) {
        while (true) {
            TaskStatus status = random.nextBoolean() ? TaskStatus.PENDING : one(TaskStatus.values());
            if (status.belongsTo(kind)) {
                return status;
            }
        }
    }

    private TaskId taskId(OrderId order, TaskKind kind) {
        return new TaskId(order, kind, 1 + random.nextInt(900_000));
    }

    private Lease lease() {
        return new Lease(word(), word(), word(), word(), maybe(this::word), instant(), instant(), number());
    }

    private TaskResult result() {
        return switch (random.nextInt(4)) {
            case 0 -> new TaskResult.ImageBuilt(image());
            case 1 -> new TaskResult.ImageShelved(number(), number());
            case 2 -> new TaskResult.ImageRemoved();
            default ->
                new TaskResult.CardWritten(
                        word(),
                        number(),
                        maybe(this::word),
                        maybe(this::word),
                        maybe(this::word),
                        maybe(this::word),
                        number(),
                        number(),
                        number(),
                        number(),
                        random.nextInt(9),
                        number());
        };
    }

    private ImageRef image() {
        return new ImageRef(word(), word(), number(), word(), word(), number(), word(), number(), word(), number());
    }

    private Recipient recipient() {
        return new Recipient(word(), maybe(this::word), maybe(this::word), maybe(this::word), maybe(this::word));
    }

    private String word() {
        return one(WORDS) + random.nextInt(1000);
    }

    private Long number() {
        return random.nextLong() >>> (1 + random.nextInt(62));
    }

    private Instant instant() {
        return Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L));
    }

    private <T> T one(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private <T> @Nullable T maybe(Supplier<T> value) {
        return random.nextBoolean() ? value.get() : null;
    }

    private <T> List<T> some(int most, Supplier<T> value) {
        List<T> list = new ArrayList<>();
        for (int left = random.nextInt(most + 1); left > 0; left--) {
            list.add(value.get());
        }
        return list;
    }
}
