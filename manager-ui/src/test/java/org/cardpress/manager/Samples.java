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
import org.cardpress.protocol.order.CardRecord;
import org.cardpress.protocol.order.Eta;
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
        return first(
                id(number),
                OrderKind.CARDS,
                status,
                name,
                2,
                null,
                createdBy,
                32_000_000_000L,
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

    static OrderView placed(String id, PlaceOrder wanted, String by) {
        Integer quantity = wanted.quantity();
        String name = wanted.name();
        return first(
                id,
                wanted.kind(),
                OrderStatus.CREATED,
                name == null ? wanted.config().name() : name,
                quantity == null ? 1 : quantity,
                wanted.host(),
                by,
                wanted.cardSize(),
                wanted.recipient(),
                null,
                wanted.config(),
                List.of(),
                List.of());
    }

    static OrderView linked(OrderView o, String url) {
        return first(
                o.id(),
                OrderKind.LINK,
                OrderStatus.PENDING_EXPIRY,
                o.name(),
                1,
                o.host(),
                o.createdBy(),
                null,
                null,
                new OrderView.LinkView(url, NOW),
                null,
                List.of(),
                List.of());
    }

    private static OrderView first(
            String id,
            OrderKind kind,
            OrderStatus status,
            String name,
            int quantity,
            @Nullable String host,
            String createdBy,
            @Nullable Long cardSize,
            @Nullable Recipient recipient,
            OrderView.@Nullable LinkView link,
            @Nullable HotspotConfig config,
            List<TaskView> tasks,
            List<OrderView.HistoryEntry> history) {
        return new OrderView(
                id, 1, kind, status, name, quantity, 0, "default", "main", host, 0, createdBy, NOW, NOW, cardSize,
                recipient, null, link, null, null, config, tasks, history, null, null, null);
    }

    /** The next version: a forecast does not hold any more. */
    static OrderView with(OrderView o, OrderStatus status, TaskView... tasks) {
        return changed(o, o.version() + 1, status, tasks.length == 0 ? o.tasks() : List.of(tasks), o.shipment(), null);
    }

    static OrderView shipped(OrderView o, String details) {
        return changed(o, o.version() + 1, OrderStatus.SHIPPED, o.tasks(), details, null);
    }

    static OrderView version(OrderView o, long version) {
        return changed(o, version, o.status(), o.tasks(), o.shipment(), o.eta());
    }

    private static OrderView changed(
            OrderView o,
            long version,
            OrderStatus status,
            List<TaskView> tasks,
            @Nullable String shipment,
            @Nullable Eta eta) {
        return new OrderView(
                o.id(),
                version,
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
                shipment,
                o.error(),
                o.config(),
                tasks,
                o.history(),
                o.arrival(),
                o.organisation(),
                eta);
    }
}
