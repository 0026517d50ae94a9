package org.cardpress.standalone.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cardpress.protocol.address.SaveAddress;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.catalog.Channel;
import org.cardpress.protocol.client.SchedulerClient;
import org.cardpress.protocol.design.SaveDesign;
import org.cardpress.protocol.design.SavedDesign;
import org.cardpress.protocol.hotspot.BaseImage;
import org.cardpress.protocol.hotspot.Branding;
import org.cardpress.protocol.hotspot.ContentFile;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.hotspot.Wifi;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.PlaceOrder;
import org.cardpress.protocol.order.Recipient;
import org.cardpress.protocol.organisation.OrganisationChange;
import org.cardpress.protocol.organisation.Quota;
import org.cardpress.protocol.upload.NewUpload;
import org.cardpress.protocol.upload.UploadView;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a shop that has been open for a while: people of each role, two organisations, addresses, a design with a history, an
 * upload, an order that waits for a card, one that failed, one that was canceled, a machine that asks to join. Made through the API, as
 * people would, so that no page of the manager UI is empty at a demo.
 */
final class SampleShop {
    static final String CUSTOMER = "awa";
    static final String OPERATOR = "moussa";

    private static final String CLINICS = "clinics";
    private static final String NEW_HOST = "trolley-2";
    private static final Recipient CLINIC =
            new Recipient("Centre de santé", "awa@example.org", "+223 20 00 00 00", "12 Rue du Fleuve\nSégou", "ML");
    private static final Recipient SCHOOL =
            new Recipient("Shkolla e fshatit", null, null, "Rruga e Liqenit 4\nPogradec", "AL");

    private final DemoLine line;
    private final BaseImage base;

    SampleShop(DemoLine line, BaseImage base) {
        this.line = line;
        this.base = base;
    }

    /** Fills the shop, unless an earlier demo did and its state was kept. */
    void open(SampleContent content) throws IOException {
        SchedulerClient administrator = line.client();
        if (!administrator.organisations().list(0, 1).items().isEmpty()) {
            return;
        }
        administrator
                .organisations()
                .put(CLINICS, new OrganisationChange("Clinics of the river", true, new Quota(50L, 500L << 30)));
        administrator.organisations().put("schools", new OrganisationChange("Village schools", true, Quota.UNLIMITED));
        administrator
                .channels()
                .put(new Channel(
                        "office", "Field office", true, "Cardpress demo", "1 Main Street", "office@example.org"));
        line.account(OPERATOR, Role.OPERATOR, null);
        line.account("fatou", Role.MANAGER, null);
        line.account("drita", Role.MEMBER, "schools");
        line.askToJoin(NEW_HOST);
        customer(line.as(line.account(CUSTOMER, Role.MEMBER, CLINICS)), content);
    }

    private void customer(SchedulerClient awa, SampleContent content) throws IOException {
        awa.addresses().add(new SaveAddress(null, CLINIC));
        awa.addresses().add(new SaveAddress(null, SCHOOL));
        SavedDesign design = awa.designs()
                .add(new SaveDesign(
                        null, "Clinic", null, config("clinic", "Clinic library", "#1b5e4b", content.files())));
        awa.designs()
                .save(
                        design.id(),
                        new SaveDesign(
                                design.version(),
                                "Clinic",
                                "blue, as the house is",
                                config("clinic", "Library of the clinic", "#1b4b7a", content.files())));
        ContentFile book = content.files().get(0);
        upload(awa, Path.of(URI.create(String.valueOf(book.url()))));
        awa.orders()
                .place(cards("Centre de santé de Ségou", config("clinic", "Clinic library", null, content.files())));
        awa.orders()
                .place(cards(
                        "A file that is not what it should be", config("wrong", null, null, List.of(forged(book)))));
        String twice = awa.orders()
                .place(cards("Ordered twice", config("clinic", null, null, content.files())))
                .id();
        awa.orders().cancel(twice);
    }

    private static void upload(SchedulerClient customer, Path zim) throws IOException {
        byte[] bytes = Files.readAllBytes(zim);
        UploadView begun = customer.uploads().begin(new NewUpload("our-handbook.zim", bytes.length, null));
        customer.uploads().append(begun.id(), 0, bytes);
        customer.uploads().finish(begun.id());
    }

    private static PlaceOrder cards(String name, HotspotConfig config) {
        return new PlaceOrder(null, OrderKind.CARDS, name, 1, null, null, null, null, null, null, CLINIC, config);
    }

    private HotspotConfig config(
            String name, @Nullable String title, @Nullable String colour, List<ContentFile> files) {
        return new HotspotConfig(
                HotspotConfig.SCHEMA,
                name,
                title,
                null,
                base,
                null,
                new Wifi("Clinic", null, "ML", null, null),
                "fr",
                "Africa/Bamako",
                null,
                colour == null ? null : new Branding(null, null, colour, null),
                null,
                null,
                files,
                null,
                null,
                null,
                Map.of());
    }

    private static ContentFile forged(ContentFile book) {
        return new ContentFile(book.to(), book.url(), null, book.via(), book.size(), null, "sha256:" + "0".repeat(64));
    }
}
