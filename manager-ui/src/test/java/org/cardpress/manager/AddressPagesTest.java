package org.cardpress.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.cardpress.manager.Browser.Answer;
import org.cardpress.protocol.address.SaveAddress;
import org.cardpress.protocol.address.SavedAddress;
import org.cardpress.protocol.catalog.UserView;
import org.cardpress.protocol.order.OrderView;
import org.cardpress.protocol.order.Recipient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The address book by itself, and in the form of a new order. */
class AddressPagesTest {
    private static final Recipient AWA = new Recipient("Awa", "awa@example.org", "1", "1 Rue\nSégou", "Mali");

    @AutoClose
    private static final FakeShop shop = new FakeShop();

    private static final FakeScheduler scheduler = shop.scheduler;
    private final Browser member = shop.signedIn("member");

    @AfterEach
    void clear() {
        scheduler.addresses.clear();
        scheduler.orders.clear();
    }

    private static SavedAddress kept(Recipient recipient) {
        String id = Samples.id(scheduler.addresses.size() + 1);
        return scheduler.keep(id, new SaveAddress(null, recipient), account("member"));
    }

    private static UserView account(String name) {
        return Objects.requireNonNull(scheduler.users.get(name));
    }

    private static String value(Answer page, String field) {
        return page.document()
                .select("main form[method=post] [name='" + field + "']")
                .val();
    }

    @Test
    void anAddressIsAddedFoundChangedAndDeletedAfterItWasConfirmed() {
        assertThat(member.get("/addresses").text()).contains("There are no addresses yet");
        Answer added = member.submit(
                member.get("/addresses"),
                "/addresses",
                Map.of("recipient.name", "Awa", "recipient.address", "1 Rue\r\nSégou", "recipient.country", "Mali"));
        assertThat(added.text()).contains("The address of Awa is kept", "1 Rue");
        SavedAddress first = scheduler.addresses.values().iterator().next();
        assertThat(first.recipient()).isEqualTo(new Recipient("Awa", null, null, "1 Rue\nSégou", "Mali"));
        assertThat(member.get("/addresses?text=Niger").text()).contains("No address fits");

        Answer edit = member.get("/addresses?edit=" + first.id());
        assertThat(value(edit, "recipient.country")).isEqualTo("Mali");
        member.submit(edit, "/addresses", Map.of("recipient.country", "Niger"));
        assertThat(member.get("/addresses?text=niger").text()).contains("Awa");

        String path = "/addresses/" + first.id() + "/delete";
        Answer asked = member.get(path);
        assertThat(asked.text()).contains("Delete this address?", "Awa");
        assertThat(scheduler.addresses).hasSize(1);
        assertThat(member.submit(asked, path, Map.of()).text()).contains("The address of Awa is deleted");
        assertThat(scheduler.addresses).isEmpty();
    }

    @Test
    void whatIsWrongStandsBesideItsFieldAndNothingTypedIsLost() {
        Answer wrong = member.submit(member.get("/addresses"), "/addresses", Map.of("recipient.country", "Mali"));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.document().select("#f-recipient-name-wrong").text()).contains("expected the name");
        assertThat(value(wrong, "recipient.country")).isEqualTo("Mali");
    }

    @Test
    void whoSavesOverAnothersChangeSeesBothAndDecides() {
        SavedAddress mine = kept(AWA);
        Answer edit = member.get("/addresses?edit=" + mine.id());
        Recipient theirs = new Recipient("Awa", null, "99", null, "Togo");
        scheduler.keep(mine.id(), new SaveAddress(1L, theirs), account("manager"));

        Answer clash = member.submit(edit, "/addresses", Map.of("recipient.country", "Niger"));
        assertThat(clash.status()).isEqualTo(400);
        assertThat(clash.document().select("[role=alert]").text())
                .contains("manager changed this address meanwhile", "Togo", "99");
        assertThat(value(clash, "recipient.country")).isEqualTo("Niger");

        member.submit(clash, "/addresses", Map.of());
        SavedAddress after = Objects.requireNonNull(scheduler.addresses.get(mine.id()));
        assertThat(after.version()).isEqualTo(3);
        assertThat(after.recipient().country()).isEqualTo("Niger");
    }

    @Test
    void anAddressThatWasDeletedMeanwhileCanBeKeptAsANewOne() {
        Answer edit = member.get("/addresses?edit=" + kept(AWA).id());
        scheduler.addresses.clear();
        Answer gone = member.submit(edit, "/addresses", Map.of("recipient.phone", "22"));
        assertThat(value(gone, "recipient.phone")).isEqualTo("22");
        member.submit(gone, "/addresses", Map.of());
        assertThat(scheduler.addresses).hasSize(1);
    }

    @Test
    void anOrderTakesItsRecipientFromTheBookAndNothingTypedIsLost() {
        SavedAddress awa = kept(AWA);
        Answer page = member.get("/orders/new");
        Answer filled = member.submit(
                page, "/orders", Map.of("do", "address", "address.id", awa.id(), "config.name", "clinic"));
        assertThat(value(filled, "recipient.name")).isEqualTo("Awa");
        assertThat(filled.document().select("[name='recipient.address']").get(0).wholeText())
                .isEqualTo("1 Rue\nSégou");
        assertThat(value(filled, "config.name")).isEqualTo("clinic");

        assertThat(value(member.get("/orders/new?address=" + awa.id()), "recipient.email"))
                .isEqualTo("awa@example.org");
        Answer none = member.submit(page, "/orders", Map.of("do", "address", "recipient.name", "Typed"));
        assertThat(none.document().select("#f-address-id-wrong").text()).contains("Choose an address first");
        Answer gone = member.submit(
                page, "/orders", Map.of("do", "address", "address.id", Samples.id(99), "recipient.name", "Typed"));
        assertThat(gone.document().select("#f-address-id-wrong").text()).contains("deleted this address");
        assertThat(value(gone, "recipient.name")).isEqualTo("Typed");
    }

    @Test
    void theRecipientOfAnOrderIsKeptWhereThatWasAskedFor() {
        Map<String, String> order = Map.of(
                "do", "place",
                "config.name", "clinic",
                "config.base.url", "https://example.org/base.img",
                "config.files[0].to", "/data/x",
                "config.files[0].url", "https://example.org/x",
                "recipient.name", "Koffi");
        member.submit(member.get("/orders/new"), "/orders", order);
        assertThat(scheduler.orders).hasSize(1);
        assertThat(scheduler.addresses).isEmpty();

        Answer form = member.submit(member.get("/orders/new"), "/orders", Map.of("do", "show", "address.keep", "true"));
        assertThat(form.document().select("[name='address.keep'][checked]")).hasSize(1);
        Answer placed = member.submit(form, "/orders", order);
        assertThat(placed.text()).contains("The address of Koffi is kept");
        assertThat(scheduler.orders.values())
                .extracting(OrderView::recipient)
                .containsOnly(new Recipient("Koffi", null, null, null, null));
        assertThat(scheduler.addresses.values())
                .extracting(each -> each.recipient().name())
                .containsExactly("Koffi");
    }
}
