package org.cardpress.scheduler.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.cardpress.protocol.order.Arrival;
import org.cardpress.protocol.order.GuestAct;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.scheduler.record.Order;
import org.junit.jupiter.api.Test;

/** What links for people without an account do to an order. */
class GuestMovesTest {
    private static final Event ARRIVED = new Event.ArrivalTold("two of two", "link for arrival");

    @Test
    void onlyWhatWasShippedArrivesAndItStaysShipped() {
        Line line = Line.toShip();
        assertThat(line.apply(ARRIVED).last).isInstanceOf(Change.Refused.class);

        line.apply(new Event.ShipAsked("DHL 1", "ada")).turn(Duration.ofDays(9)).apply(ARRIVED);

        assertThat(line.order.status()).isEqualTo(OrderStatus.SHIPPED);
        assertThat(line.order.guests().arrival()).isEqualTo(new Arrival("two of two", line.now));
        assertThat(lastHistory(line)).isEqualTo("arrived");
    }

    @Test
    void whoSaysFirstThatItArrivedIsBelieved() {
        Line line = Line.toShip().apply(new Event.ShipAsked("DHL 1", "ada")).apply(ARRIVED);
        Order before = line.order;

        line.turn(Duration.ofDays(1)).apply(new Event.ArrivalTold("not yet", "link for arrival"));

        assertThat(line.last).isInstanceOf(Change.Unchanged.class);
        assertThat(line.order).isEqualTo(before);
    }

    @Test
    void aLinkIsMadeOnlyForWhatCanHappen() {
        Line cards = Line.cards(1);
        assertThat(cards.apply(made(GuestAct.SHIPMENT)).last).isInstanceOf(Change.Moved.class);
        assertThat(lastHistory(cards)).startsWith("link for shipment made, until ");
        assertThat(cards.apply(made(GuestAct.DOWNLOAD)).last).isInstanceOf(Change.Refused.class);
        cards.apply(new Event.CancelAsked("ada"));
        assertThat(cards.apply(made(GuestAct.SHIPMENT)).last).isInstanceOf(Change.Refused.class);
        assertThat(cards.apply(made(GuestAct.ARRIVAL)).last).isInstanceOf(Change.Refused.class);
        assertThat(cards.apply(made(GuestAct.STATUS)).last).isInstanceOf(Change.Moved.class);

        Line link = Line.link();
        assertThat(link.apply(made(GuestAct.DOWNLOAD)).last).isInstanceOf(Change.Moved.class);
        assertThat(link.apply(made(GuestAct.ARRIVAL)).last).isInstanceOf(Change.Refused.class);
        link.apply(new Event.CancelAsked("ada"));
        assertThat(link.apply(made(GuestAct.DOWNLOAD)).last).isInstanceOf(Change.Refused.class);
    }

    @Test
    void withdrawingAndAnonymisingEndAllLinksMadeBefore() {
        Line line = Line.toShip().apply(new Event.ShipAsked("DHL 1", "ada")).apply(ARRIVED);

        line.apply(new Event.LinksWithdrawn("ada"));
        assertThat(line.order.guests().withdrawn()).isEqualTo(1);
        assertThat(line.order.guests().arrival()).isNotNull();

        line.apply(new Event.AnonymiseAsked("ada"));
        assertThat(line.order.guests()).isEqualTo(new Order.Guests(2, null));
    }

    private static Event made(GuestAct act) {
        return new Event.LinkMade(act, Line.START.plus(Duration.ofDays(30)), "ada");
    }

    private static String lastHistory(Line line) {
        return line.order.history().get(line.order.history().size() - 1).what();
    }
}
