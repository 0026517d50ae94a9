package org.cardpress.manager;

import java.util.List;
import java.util.Objects;
import org.cardpress.protocol.address.SaveAddress;
import org.cardpress.protocol.audit.Act;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.catalog.HostStatus;
import org.cardpress.protocol.catalog.SlotAside;
import org.cardpress.protocol.catalog.UserView;
import org.cardpress.protocol.catalog.Warehouse;
import org.cardpress.protocol.catalog.WarehouseRoom;
import org.cardpress.protocol.catalog.WarehouseTold;
import org.cardpress.protocol.design.SaveDesign;
import org.cardpress.protocol.hotspot.BaseImage;
import org.cardpress.protocol.hotspot.Branding;
import org.cardpress.protocol.hotspot.ChosenBook;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.hotspot.HotspotDraft;
import org.cardpress.protocol.hotspot.Wifi;
import org.cardpress.protocol.order.Eta;
import org.cardpress.protocol.order.GuestAct;
import org.cardpress.protocol.order.GuestView;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.order.OrderView;
import org.cardpress.protocol.order.Recipient;
import org.cardpress.protocol.organisation.OrganisationChange;
import org.cardpress.protocol.organisation.Quota;
import org.cardpress.protocol.queue.QueueLane;
import org.cardpress.protocol.task.Progress;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.upload.UploadKind;
import org.cardpress.protocol.upload.UploadView;

/** Orders, hosts and logs that give every page something to show. */
final class Showcase {
    static final int WRITING = 1;
    static final int TO_SHIP = 2;
    static final int FAILED = 3;
    static final int LINK = 4;
    static final int DESIGN = 5;
    static final int ADDRESS = 6;
    static final int UPLOAD = 701;

    private Showcase() {}

    static void fill(FakeScheduler scheduler) {
        scheduler.hosts.put(
                "desk",
                Samples.with(
                        Samples.host("desk", HostStatus.APPROVED, "A", "B", "C", "D", "E"),
                        List.of(new SlotAside("E", "The reader gets hot", "operator", Samples.NOW))));
        scheduler.hosts.put("cellar", Samples.host("cellar", HostStatus.PENDING, "A"));
        scheduler.warehouses.put(
                "main",
                new Warehouse("main", "ftpes://store.example.org:21", "https://store.example.org", "warehouse", true));
        scheduler.rooms.add(new WarehouseRoom(
                "main",
                Samples.NOW,
                new WarehouseTold(
                        4_000_000_000_000L,
                        150_000_000_000L,
                        1L << 30,
                        2_100_000_000_000L,
                        "cardpress-warehouse/0.1.0",
                        Samples.NOW,
                        Samples.NOW)));
        scheduler.books.add(Samples.book("one", "Wikipédia en bambara"));
        keepUploads(scheduler);
        keepDesign(scheduler);
        keepAddresses(scheduler);
        scheduler.lanes.add(new QueueLane(TaskKind.CREATE, null, 3, 1, 0, 7, 840L));
        scheduler.lanes.add(new QueueLane(TaskKind.WRITE, "desk", 12, 2, 4, 0, null));
        scheduler.eta = new Eta(Samples.NOW, true, null);
        scheduler.cards.add(Samples.card(WRITING, 3, true));
        scheduler.cards.add(Samples.card(WRITING, 4, false));
        scheduler.organisations.put(
                "mali",
                Samples.organisation(
                        "mali", new OrganisationChange("Écoles du Mali", true, new Quota(500L, 2_000_000_000_000L))));
        scheduler.organisations.put(
                "free", Samples.organisation("free", new OrganisationChange("Free", false, Quota.UNLIMITED)));
        scheduler.users.computeIfPresent(
                "member",
                (name, old) -> new UserView(name, old.role(), true, "mia@example.org", old.createdAt(), "mali"));
        for (int i = 1; i <= 30; i++) {
            Act act = Act.values()[i % Act.values().length];
            scheduler.acts.add(Samples.act(i, i % 3 == 0 ? "member" : "manager", Role.MANAGER, act, Samples.id(i)));
        }
        scheduler.log = "card in slot B: 31,9 GB, blank\nwriting 1420 ranges\n".repeat(8);
        put(
                scheduler,
                WRITING,
                Samples.order(
                        WRITING,
                        "Clinique de Ségou",
                        "manager",
                        OrderStatus.WRITING,
                        Samples.asking(
                                Samples.write(WRITING, 1, TaskStatus.WAITING_FOR_CARD, "A", Progress.NONE), "q1"),
                        Samples.write(
                                WRITING,
                                2,
                                TaskStatus.WRITING,
                                "B",
                                new Progress(9_400_000_000L, 31_000_000_000L, 18_000_000, "writing")),
                        Samples.write(WRITING, 3, TaskStatus.WRITTEN, "C", Progress.NONE),
                        Samples.write(WRITING, 4, TaskStatus.FAILED_TO_WRITE, "D", Progress.NONE)));
        put(scheduler, TO_SHIP, Samples.order(TO_SHIP, "École de Ouagadougou", "member", OrderStatus.PENDING_SHIPMENT));
        put(
                scheduler,
                FAILED,
                Samples.order(
                        FAILED,
                        "Library of Kigali",
                        "manager",
                        OrderStatus.WRITE_FAILED,
                        Samples.write(FAILED, 1, TaskStatus.FAILED_TO_WRITE, "A", Progress.NONE),
                        Samples.write(FAILED, 2, TaskStatus.FAILED_TO_WRITE, "B", Progress.NONE)));
        put(
                scheduler,
                LINK,
                Samples.linked(
                        Samples.order(LINK, "مكتبة المدرسة", "member", OrderStatus.CREATED),
                        "https://cards.example.org/links/x/image.img.zst"));
        guests(scheduler);
        for (int i = 5; i < 40; i++) {
            OrderStatus status = OrderStatus.values()[i % OrderStatus.values().length];
            put(scheduler, i, Samples.order(i, "School " + i, "manager", status));
        }
    }

    /** The ticket of the link that is shown for this act. */
    static String ticket(GuestAct act) {
        int order =
                switch (act) {
                    case STATUS -> WRITING;
                    case SHIPMENT, ARRIVAL -> TO_SHIP;
                    case DOWNLOAD -> LINK;
                };
        return GuestSamples.ticket(act, Samples.id(order));
    }

    private static void guests(FakeScheduler scheduler) {
        for (GuestAct act : GuestAct.values()) {
            String ticket = ticket(act);
            GuestView view = GuestSamples.guest(
                    act, Objects.requireNonNull(scheduler.orders.get(ticket.substring(0, ticket.indexOf('.')))));
            scheduler.guests.put(
                    ticket,
                    act == GuestAct.ARRIVAL ? GuestSamples.sent(view, "Poste du Mali RR 123 456 789 ML") : view);
        }
    }

    private static void keepUploads(FakeScheduler scheduler) {
        FakeUploads uploads = scheduler.uploads;
        uploads.put(upload(UPLOAD - 1, "cours-de-couture.zip", 734_003_200), 734_003_200, true);
        uploads.put(upload(UPLOAD, "guide-du-jardin_2026-03.zim", 2_147_000_000), 912_000_000, false);
    }

    private static UploadView upload(int number, String name, long size) {
        String id = Samples.id(number);
        UploadKind kind = UploadKind.ofName(name).orElseThrow();
        return new UploadView(
                id,
                name,
                size,
                0,
                null,
                kind,
                false,
                "member",
                null,
                Samples.NOW,
                Samples.NOW,
                "upload:/" + id + "/" + name);
    }

    private static void keepDesign(FakeScheduler scheduler) {
        UserView member = Objects.requireNonNull(scheduler.users.get("member"));
        String id = Samples.id(DESIGN);
        HotspotDraft draft = HotspotDraft.named("segou", new BaseImage("https://example.org/base.img.xz", null, null))
                .wifi(new Wifi("Clinique", "correct horse", "ML", null, null))
                .language("fr");
        scheduler.keep(id, new SaveDesign(null, "Clinique de Ségou", null, draft.config()), member);
        HotspotConfig next = draft.title("Bibliothèque")
                .branding(new Branding(null, null, "#1a6b3c", "#f4f8f4"))
                .books(List.of(ChosenBook.withId("urn:uuid:1")))
                .config();
        scheduler.keep(id, new SaveDesign(1L, "Clinique de Ségou", "avec Wikipédia", next), member);
    }

    private static void keepAddresses(FakeScheduler scheduler) {
        UserView member = Objects.requireNonNull(scheduler.users.get("member"));
        Recipient clinic = new Recipient(
                "Clinique de Ségou", "awa@example.org", "+223 21 00 00 00", "1 Rue du Port\nSégou", "Mali");
        scheduler.keep(Samples.id(ADDRESS), new SaveAddress(null, clinic), member);
        Recipient school = new Recipient("مكتبة المدرسة", null, null, "نواكشوط", "Mauritanie");
        scheduler.keep(Samples.id(ADDRESS + 1), new SaveAddress(null, school), member);
    }

    private static void put(FakeScheduler scheduler, int number, OrderView order) {
        scheduler.orders.put(Samples.id(number), order);
    }
}
