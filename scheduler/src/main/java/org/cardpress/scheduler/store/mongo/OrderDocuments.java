package org.cardpress.scheduler.store.mongo;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bson.Document;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.order.Arrival;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.scheduler.record.Effect;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.OrderId;
import org.cardpress.scheduler.record.TaskId;
import org.cardpress.scheduler.store.OpenTask;
import org.jspecify.annotations.Nullable;

/**
 * Maps an order to its document. The config and the link's secret are sealed together; beside the order stand the fields
 * that queries ask for: {@code nameLower}, {@code open}, {@code claimable} and {@code active}.
 */
final class OrderDocuments {
    static final String ID = "_id";
    static final String VERSION = "version";
    static final String KIND = "kind";
    static final String STATUS = "status";
    static final String CREATED_BY = "createdBy";
    static final String ORGANISATION = "organisation";
    static final String CHANNEL = "channel";
    static final String NAME_LOWER = "nameLower";
    static final String OPEN = "open";
    /** True where {@link #OPEN} is not empty, otherwise left out, which keeps its index small. */
    static final String CLAIMABLE = "claimable";
    /** True where {@link Order#isActive()}, otherwise left out. */
    static final String ACTIVE = "active";

    /** Key of {@link Order.Build} of an order that is not over for good, otherwise left out. */
    static final String BUILD_KEY = "buildKey";
    /** Directory of another order's image that this one needs, otherwise left out. */
    static final String BORROWED = "borrowed";

    /** Uploads that an order which is not over for good is made of; otherwise left out. */
    static final String UPLOADS = "uploads";

    private static final String SEALED = "sealed";

    private final SecretBox box;

    OrderDocuments(SecretBox box) {
        this.box = box;
    }

    Document toDocument(Order order) {
        List<OpenTask> open = OpenTask.of(order);
        return Fields.empty()
                .put(ID, order.id().value())
                .put(VERSION, order.version())
                .put(KIND, order.kind().wire())
                .put(STATUS, order.status().wire())
                .put("name", order.name())
                .put(NAME_LOWER, order.name().toLowerCase(Locale.ROOT))
                .put(CREATED_BY, order.createdBy())
                .put(ORGANISATION, order.organisation())
                .put(CHANNEL, order.channel())
                .put("warehouse", order.warehouse())
                .put("host", order.host())
                .put("priority", order.priority())
                .put("quantity", order.quantity())
                .put("cardSize", order.cardSize())
                .put("linkDays", order.linkDays())
                .put("recipient", order.recipient(), RecipientDocuments::toDocument)
                .put(SEALED, sealed(order))
                .putAll("tasks", order.tasks(), TaskDocuments::toDocument)
                .put("image", order.image(), ImageDocuments::toDocument)
                .put("link", order.link(), link -> Fields.empty()
                        .put("expiresAt", link.expiresAt())
                        .document())
                .put("imageGone", order.imageGone())
                .put("shipped", order.shipped(), OrderDocuments::shipped)
                .put("canceled", order.canceled(), OrderDocuments::canceled)
                .putAll("history", order.history(), OrderDocuments::history)
                .putAll("effects", order.effects(), OrderDocuments::effect)
                .put("guests", order.guests(), OrderDocuments::guests)
                .put("createdAt", order.createdAt())
                .put("updatedAt", order.updatedAt())
                .putAll(OPEN, open, TaskDocuments::open)
                .put(CLAIMABLE, open.isEmpty() ? null : Boolean.TRUE)
                .put(ACTIVE, order.isActive() ? Boolean.TRUE : null)
                .put("build", order.build(), OrderDocuments::build)
                .put(
                        BUILD_KEY,
                        order.build() == null || order.isFinal()
                                ? null
                                : order.build().key())
                .put(BORROWED, order.borrowed().orElse(null))
                .put(UPLOADS, order.uploads().isEmpty() ? null : List.copyOf(order.uploads()))
                .document();
    }

    Order fromDocument(Document document) {
        Fields order = new Fields(document);
        Fields secrets = opened(order);
        return new Order(
                new OrderId(order.text(ID)),
                order.number(VERSION),
                OrderKind.ofWire(order.text(KIND)),
                OrderStatus.ofWire(order.text(STATUS)),
                order.text("name"),
                order.text(CREATED_BY),
                order.maybeText(ORGANISATION),
                order.text(CHANNEL),
                order.text("warehouse"),
                order.maybeText("host"),
                order.smallNumber("priority"),
                order.smallNumber("quantity"),
                order.maybeNumber("cardSize"),
                order.smallNumber("linkDays"),
                order.maybe("recipient", RecipientDocuments::fromFields),
                secrets.one("config", ConfigDocuments::fromFields),
                order.all("tasks", TaskDocuments::fromFields),
                order.maybe("image", ImageDocuments::fromFields),
                order.maybe("link", link -> new Order.Link(secrets.text("linkSecret"), link.instant("expiresAt"))),
                order.flag("imageGone"),
                order.maybe(
                        "shipped",
                        shipped ->
                                new Order.Shipped(shipped.text("details"), shipped.text("by"), shipped.instant("at"))),
                order.maybe("canceled", canceled -> new Order.Canceled(canceled.text("by"), canceled.instant("at"))),
                order.all("history", OrderDocuments::history),
                order.all("effects", OrderDocuments::effect),
                order.instant("createdAt"),
                order.instant("updatedAt"),
                Optional.ofNullable(order.maybe("guests", OrderDocuments::guests))
                        .orElse(Order.Guests.NONE),
                order.maybe("build", OrderDocuments::build));
    }

    private Document sealed(Order order) {
        HotspotConfig config = order.config();
        Order.Link link = order.link();
        Document secrets = Fields.empty()
                .put("config", ConfigDocuments.toDocument(config))
                .put("linkSecret", link == null ? null : link.secret())
                .document();
        return box.seal(ConfigDocuments.bytes(secrets), order.id().value());
    }

    private Fields opened(Fields order) {
        return ConfigDocuments.fields(order.one(SEALED, secrets -> box.open(secrets, order.text(ID))));
    }

    private static Document build(Order.Build build) {
        return Fields.empty()
                .put("key", build.key())
                .put("builder", build.builder())
                .put("reused", build.reused(), ImageDocuments::toDocument)
                .document();
    }

    private static Order.Build build(Fields build) {
        return new Order.Build(
                build.text("key"), build.maybeText("builder"), build.maybe("reused", ImageDocuments::fromFields));
    }

    private static Document shipped(Order.Shipped shipped) {
        return Fields.empty()
                .put("details", shipped.details())
                .put("by", shipped.by())
                .put("at", shipped.at())
                .document();
    }

    private static Document guests(Order.Guests guests) {
        return Fields.empty()
                .put("withdrawn", guests.withdrawn())
                .put("arrival", guests.arrival(), arrival -> Fields.empty()
                        .put("note", arrival.note())
                        .put("at", arrival.at())
                        .document())
                .document();
    }

    private static Order.Guests guests(Fields guests) {
        return new Order.Guests(
                guests.smallNumber("withdrawn"),
                guests.maybe("arrival", arrival -> new Arrival(arrival.text("note"), arrival.instant("at"))));
    }

    private static Document canceled(Order.Canceled canceled) {
        return Fields.empty().put("by", canceled.by()).put("at", canceled.at()).document();
    }

    private static Document history(Order.HistoryEntry entry) {
        return Fields.empty()
                .put("at", entry.at())
                .put("who", entry.who())
                .put("task", text(entry.task()))
                .put("what", entry.what())
                .document();
    }

    private static @Nullable String text(@Nullable TaskId task) {
        return task == null ? null : task.toString();
    }

    private static Order.HistoryEntry history(Fields entry) {
        String task = entry.maybeText("task");
        return new Order.HistoryEntry(
                entry.instant("at"), entry.text("who"), task == null ? null : TaskId.parse(task), entry.text("what"));
    }

    private static Document effect(Effect effect) {
        return Fields.empty()
                .put("key", effect.key())
                .put("kind", effect.kind().name())
                .put("about", effect.about())
                .put("since", effect.since())
                .document();
    }

    private static Effect effect(Fields effect) {
        return new Effect(
                effect.text("key"),
                Effect.Kind.valueOf(effect.text("kind")),
                effect.text("about"),
                effect.instant("since"));
    }
}
