package org.cardpress.manager;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.cardpress.protocol.audit.Act;
import org.cardpress.protocol.audit.AuditEntry;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.catalog.HostStatus;
import org.cardpress.protocol.catalog.HostView;
import org.cardpress.protocol.catalog.SlotAside;
import org.cardpress.protocol.hotspot.BaseImage;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.library.Book;
import org.cardpress.protocol.order.Arrival;
import org.cardpress.protocol.order.CardRecord;
import org.cardpress.protocol.order.GuestAct;
import org.cardpress.protocol.order.GuestView;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.order.OrderView;
import org.cardpress.protocol.order.PlaceOrder;
import org.cardpress.protocol.order.Recipient;
import org.cardpress.protocol.order.TaskView;
import org.cardpress.protocol.organisation.Amount;
import org.cardpress.protocol.organisation.LedgerEntry;
import org.cardpress.protocol.organisation.OrganisationChange;
import org.cardpress.protocol.organisation.OrganisationView;
import org.cardpress.protocol.task.CardReport;
import org.cardpress.protocol.task.Progress;
import org.cardpress.protocol.task.TaskError;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.worker.CardQuestion;
import org.jspecify.annotations.Nullable;

/** Orders and tasks to show. */
final class Samples {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private Samples() {}

    static String id(int number) {
        return String.format("%020d", number);
    }

    static HostView host(String name, HostStatus status, String... slots) {
        return new HostView(
                name,
                status,
                "host",
                List.of(TaskKind.DOWNLOAD, TaskKind.WRITE),
                List.of(slots),
                1L << 39,
                List.of("cardpress-writer/0.1"),
                NOW,
                NOW);
    }

    static HostView with(HostView host, List<SlotAside> aside) {
        return new HostView(
                host.name(),
                host.status(),
                host.account(),
                host.kinds(),
                host.slots(),
                host.diskFree(),
                host.agents(),
                host.createdAt(),
                host.lastSeen(),
                aside);
    }

    static OrderView order(int number, String name, String createdBy, OrderStatus status, TaskView... tasks) {
        return new OrderView(
                id(number),
                1,
                OrderKind.CARDS,
                status,
                name,
                2,
                0,
                "default",
                "main",
                null,
                0,
                createdBy,
                NOW,
                NOW,
                32_000_000_000L,
                null,
                null,
                null,
                null,
                null,
                config(name),
                List.of(tasks),
                List.of(new OrderView.HistoryEntry(NOW, createdBy, null, "placed")));
    }

    static TaskView write(int order, int card, TaskStatus status, @Nullable String slot, Progress progress) {
        return new TaskView(
                id(order) + ".w" + card,
                id(order),
                TaskKind.WRITE,
                status,
                status.stage(),
                card,
                1,
                3,
                0,
                false,
                "desk",
                slot,
                progress,
                status == TaskStatus.FAILED_TO_WRITE ? new TaskError("card.bad", "the card wears <out>", true) : null,
                null,
                NOW,
                NOW,
                NOW);
    }

    static OrganisationView organisation(String slug, OrganisationChange change) {
        Amount held = new Amount(2, 32_000_000_000L);
        Amount used = new Amount(40, 320_000_000_000L);
        return new OrganisationView(
                slug,
                change.name(),
                change.active(),
                change.quota(),
                held,
                used,
                change.quota().left(held.plus(used)),
                Arrays.stream(LedgerEntry.Kind.values())
                        .map(kind -> new LedgerEntry(NOW, id(kind.ordinal() + 1), kind, held))
                        .toList());
    }

    static AuditEntry act(int number, String who, @Nullable Role role, Act act, String about) {
        return new AuditEntry(
                id(number), NOW.plusSeconds(number), who, role, act, about, "as it is", "127.0.0.1", "r" + number);
    }

    static Book book(String id, String title) {
        return new Book(
                id,
                "w",
                title,
                "All of it",
                List.of("fra"),
                "wikipedia",
                "maxi",
                "Kiwix",
                List.of(),
                "2026-01-01",
                9,
                900_000_000L,
                null);
    }

    static CardRecord card(int order, int card, boolean good) {
        return new CardRecord(
                id(order),
                id(order) + ".w" + card,
                card,
                1,
                "desk",
                good ? "operator" : null,
                new CardReport(
                        good ? CardReport.Verdict.VERIFIED : CardReport.Verdict.FAILED,
                        "00",
                        "A",
                        31_900_000_000L,
                        "SanDisk",
                        "SD32G",
                        "0123",
                        null,
                        null,
                        good ? 9_000_000_000L : 0,
                        good ? 9_000_000_000L : 0,
                        good ? 18_000_000 : 0,
                        good ? 80_000_000 : 0,
                        0,
                        0,
                        600_000,
                        good ? null : "card.media_error",
                        good ? null : "Card in slot A fails. Throw it away.",
                        NOW));
    }

    static TaskView asking(TaskView task, String question) {
        return new TaskView(
                task.id(),
                task.orderId(),
                task.kind(),
                task.status(),
                task.stage(),
                task.card(),
                task.attempt(),
                task.maxAttempts(),
                task.lost(),
                task.superseded(),
                task.host(),
                task.slot(),
                task.progress(),
                task.error(),
                task.result(),
                task.notBefore(),
                task.createdAt(),
                task.statusAt(),
                new CardQuestion(question, "The card in slot A holds photographs."));
    }

    static HotspotConfig config(String name) {
        return new HotspotConfig(
                1,
                name.replaceAll("[^A-Za-z0-9]", "x"),
                new BaseImage("https://example.org/base.img", null),
                null,
                List.of(),
                Map.of());
    }

    static OrderView with(OrderView o, OrderStatus status, TaskView... tasks) {
        return new OrderView(
                o.id(),
                o.version() + 1,
                o.kind(),
                status,
                o.name(),
                o.quantity(),
                o.cardsWritten(),
                o.channel(),
                o.warehouse(),
                o.host(),
                o.priority(),
                o.createdBy(),
                o.createdAt(),
                o.updatedAt(),
                o.cardSize(),
                o.recipient(),
                o.image(),
                o.link(),
                o.shipment(),
                o.error(),
                o.config(),
                tasks.length == 0 ? o.tasks() : List.of(tasks),
                o.history());
    }

    static OrderView version(OrderView o, long version) {
        return new OrderView(
                o.id(),
                version,
                o.kind(),
                o.status(),
                o.name(),
                o.quantity(),
                o.cardsWritten(),
                o.channel(),
                o.warehouse(),
                o.host(),
                o.priority(),
                o.createdBy(),
                o.createdAt(),
                o.updatedAt(),
                o.cardSize(),
                o.recipient(),
                o.image(),
                o.link(),
                o.shipment(),
                o.error(),
                o.config(),
                o.tasks(),
                o.history(),
                o.arrival(),
                o.organisation(),
                o.eta());
    }

    static OrderView linked(OrderView o, String url) {
        return new OrderView(
                o.id(),
                o.version(),
                OrderKind.LINK,
                OrderStatus.PENDING_EXPIRY,
                o.name(),
                1,
                0,
                o.channel(),
                o.warehouse(),
                o.host(),
                o.priority(),
                o.createdBy(),
                o.createdAt(),
                o.updatedAt(),
                null,
                null,
                null,
                new OrderView.LinkView(url, NOW),
                null,
                null,
                null,
                List.of(),
                List.of());
    }

    static OrderView shipped(OrderView o, String details) {
        return new OrderView(
                o.id(),
                o.version() + 1,
                o.kind(),
                OrderStatus.SHIPPED,
                o.name(),
                o.quantity(),
                o.cardsWritten(),
                o.channel(),
                o.warehouse(),
                o.host(),
                o.priority(),
                o.createdBy(),
                o.createdAt(),
                o.updatedAt(),
                o.cardSize(),
                o.recipient(),
                o.image(),
                o.link(),
                details,
                null,
                o.config(),
                o.tasks(),
                o.history());
    }

    static String ticket(GuestAct act, String order) {
        return order + "." + act.wire() + ".0.1775000000." + "s".repeat(43);
    }

    /** What a link to this order shows. */
    static GuestView guest(GuestAct act, OrderView o) {
        boolean download = act == GuestAct.DOWNLOAD;
        return new GuestView(
                act,
                o.id(),
                o.kind(),
                o.status(),
                o.name(),
                o.quantity(),
                o.cardsWritten(),
                "Kiosk of Bamako",
                "help@example.org",
                NOW,
                o.tasks().stream()
                        .map(task -> new GuestView.Step(
                                task.kind(),
                                task.card(),
                                task.status(),
                                task.stage(),
                                task.progress().done(),
                                task.progress().total(),
                                task.progress().rate()))
                        .toList(),
                null,
                null,
                null,
                act == GuestAct.SHIPMENT
                        ? new Recipient("Ann Oyelaran", null, null, "1 Hill Road\nIbadan", "NG")
                        : null,
                download && o.link() != null
                        ? new GuestView.Download(
                                o.link().url(), "image.img.zst", 1_460_000_000, "ab".repeat(32), 7_900_000_000L)
                        : null);
    }

    static GuestView sent(GuestView v, String details) {
        return with(v, OrderStatus.SHIPPED, details, null);
    }

    static GuestView arrived(GuestView v, String note) {
        return with(v, v.status(), v.shipment(), new Arrival(note, NOW));
    }

    private static GuestView with(
            GuestView v, OrderStatus status, @Nullable String shipment, @Nullable Arrival arrival) {
        return new GuestView(
                v.act(),
                v.orderId(),
                v.kind(),
                status,
                v.name(),
                v.quantity(),
                v.cardsWritten(),
                v.sender(),
                v.senderEmail(),
                v.linkUntil(),
                v.steps(),
                shipment,
                shipment == null ? null : NOW,
                arrival,
                v.recipient(),
                v.download());
    }

    static OrderView placed(String id, PlaceOrder wanted, String by) {
        Integer quantity = wanted.quantity();
        String name = wanted.name();
        return new OrderView(
                id,
                1,
                wanted.kind(),
                OrderStatus.CREATED,
                name == null ? wanted.config().name() : name,
                quantity == null ? 1 : quantity,
                0,
                "default",
                "main",
                wanted.host(),
                0,
                by,
                NOW,
                NOW,
                wanted.cardSize(),
                wanted.recipient(),
                null,
                null,
                null,
                null,
                wanted.config(),
                List.of(),
                List.of());
    }
}
