package org.cardpress.bench;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.cardpress.protocol.hotspot.BaseImage;
import org.cardpress.protocol.hotspot.ChosenBook;
import org.cardpress.protocol.hotspot.ContentFile;
import org.cardpress.protocol.hotspot.HotspotDraft;
import org.cardpress.protocol.hotspot.Wifi;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.Recipient;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.scheduler.lifecycle.Event;
import org.cardpress.scheduler.lifecycle.Lifecycle;
import org.cardpress.scheduler.lifecycle.Opening;
import org.cardpress.scheduler.lifecycle.Rules;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.OrderId;
import org.cardpress.scheduler.store.embedded.EmbeddedStore;
import org.cardpress.scheduler.store.mongo.MongoOrderStore;
import org.cardpress.scheduler.store.mongo.SecretBox;
import org.cardpress.scheduler.store.mongo.SecretKeys;

/**
 * A year of a shop: orders of all kinds and states, most of them long over, put straight into the store before the scheduler
 * starts. The same number gives the same orders, but for their ids and times.
 */
final class UiStock {
    private static final int THREADS = 8;
    private static final Duration BETWEEN_ORDERS = Duration.ofMinutes(50);
    private static final Duration LINK_LIVES = Duration.ofDays(14);
    private static final String[] WHOM = {"École primaire de", "Clinic of", "Library of", "Lycée de", "مدرسة"};
    private static final String[] WHERE = {
        "Ségou", "Kigali", "Ouagadougou", "Mopti", "Gao", "Kayes", "Niamey", "Bobo-Dioulasso", "Tombouctou", "Lomé"
    };

    private final Lifecycle lifecycle = new Lifecycle(Rules.DEFAULTS);
    private final SecureRandom ids = new SecureRandom();
    private final List<String> owners;
    private final Instant now;
    private final int count;

    private UiStock(int count, List<String> owners, Instant now) {
        this.count = count;
        this.owners = List.copyOf(owners);
        this.now = now;
    }

    /** An order that lies in the store. */
    record Placed(String id, String owner) {}

    /**
     * Makes them.
     *
     * @param count how many
     * @param running so many of the newest have a card that is being written, by a worker with {@link #token}
     * @param owners people who placed them
     * @return the oldest first
     */
    static List<Placed> keep(Path stateDir, int count, int running, List<String> owners, Countdown countdown)
            throws Exception {
        UiStock stock = new UiStock(count, owners, Instant.now());
        SecretKeys keys = SecretKeys.file(stateDir.resolve("secret.key"), stock.ids);
        List<Placed> placed = new ArrayList<>();
        try (EmbeddedStore embedded = EmbeddedStore.open(stateDir.resolve("store"));
                MongoClient client = MongoClients.create(embedded.uri())) {
            MongoOrderStore store = new MongoOrderStore(
                    client.getDatabase("cardpress").withWriteConcern(WriteConcern.MAJORITY),
                    new SecretBox(keys, stock.ids));
            ClaimBench.inParallel(THREADS, thread -> {
                for (int i = thread; i < count - running; i += THREADS) {
                    keep(store, stock.made(i), placed);
                    countdown.step();
                }
            });
            for (int i = 0; i < running; i++) {
                keep(store, stock.running(i), placed);
                countdown.step();
            }
        }
        placed.sort((one, other) -> one.id().compareTo(other.id()));
        return List.copyOf(placed);
    }

    private static void keep(MongoOrderStore store, Order order, List<Placed> placed) {
        if (!store.insert(order)) {
            throw new IllegalStateException("an order id came twice");
        }
        synchronized (placed) {
            placed.add(new Placed(order.id().value(), order.createdBy()));
        }
    }

    static String token(String orderId) {
        return "token of " + orderId;
    }

    /** Of the tenth part that is younger than all others some wait; the others are over, one way or another. */
    private Order made(int number) {
        Random chance = new Random(number);
        Instant begun = now.minus(BETWEEN_ORDERS.multipliedBy(count - number));
        boolean link = chance.nextInt(5) == 0;
        int cards = link ? 0 : cards(chance);
        String host = "host-" + chance.nextInt(200);
        OrderLife life = new OrderLife(lifecycle, opening(number, begun, link, cards, chance), begun);
        int fate = chance.nextInt(100);
        boolean young = number > count - count / 50;
        if (young && fate < 30) {
            return life.order();
        }
        if (fate >= 96) {
            return life.happens(new Event.CancelAsked("person-0")).order();
        }
        life.imageIsReady(host);
        return link ? linkEnds(life, begun) : cardsEnd(life, cards, host, young, fate);
    }

    private Order linkEnds(OrderLife life, Instant begun) {
        if (begun.plus(LINK_LIVES).plus(Duration.ofDays(1)).isAfter(now)) {
            return life.order();
        }
        life.turn(LINK_LIVES.plusHours(1)).happens(new Event.LinkDue());
        return life.isCleanedUp("").order();
    }

    private static Order cardsEnd(OrderLife life, int cards, String host, boolean young, int fate) {
        if (young && fate < 60) {
            return life.order();
        }
        for (int card = 1; card < cards; card++) {
            life.cardIsWritten(card, host);
        }
        if (fate >= 90) {
            return life.cardFails(cards, host).order();
        }
        life.cardIsWritten(cards, host);
        if (young) {
            return life.order();
        }
        life.turn(Duration.ofHours(3)).happens(new Event.ShipAsked("DHL 1Z 999 AA1 " + cards, "person-1"));
        return life.isCleanedUp(host).order();
    }

    /** Four cards, of which the first is in a slot. */
    private Order running(int number) {
        Instant begun = Instant.now().minus(Duration.ofMinutes(30));
        OrderLife life = new OrderLife(lifecycle, opening(count - number, begun, false, 4, new Random(number)), begun);
        String host = "host-" + number;
        life.imageIsReady(host).turn(Duration.between(begun, Instant.now()));
        String token = token(life.order().id().value());
        return life.claim(TaskKind.WRITE, 1, host, "A", token).order();
    }

    private static int cards(Random chance) {
        int kind = chance.nextInt(100);
        return kind < 50 ? 1 : kind < 85 ? 2 + chance.nextInt(4) : kind < 98 ? 10 : 50;
    }

    private Opening opening(int number, Instant begun, boolean link, int cards, Random chance) {
        String name = WHOM[chance.nextInt(WHOM.length)] + " " + WHERE[chance.nextInt(WHERE.length)] + " " + number;
        HotspotDraft config = HotspotDraft.named(
                        "hotspot-" + number,
                        new BaseImage("https://example.org/base.img.xz", "sha256:" + "ab".repeat(32)))
                .title(name)
                .language("fr")
                .wifi(new Wifi(name.substring(0, Math.min(name.length(), 15)), "correct horse", "ML", null, null))
                .books(books(chance))
                .files(List.of(
                        new ContentFile("/data/welcome.txt", null, "Welcome to " + name, null, null, null, null)))
                .offspot(Map.of());
        return new Opening(
                OrderId.fresh(begun, ids),
                link ? OrderKind.LINK : OrderKind.CARDS,
                name,
                owners.get(chance.nextInt(owners.size())),
                null,
                "default",
                "main",
                null,
                0,
                cards,
                link ? null : 32_000_000_000L,
                link ? 14 : 0,
                link ? null : new Recipient(name, "head@example.org", null, "BP " + number + "\n" + name, "ML"),
                config.config());
    }

    private static List<ChosenBook> books(Random chance) {
        List<ChosenBook> books = new ArrayList<>();
        for (int i = 2 + chance.nextInt(10); i > 0; i--) {
            String book = "https://example.org/zim/book-" + chance.nextInt(500) + ".zim";
            books.add(ChosenBook.at(book, 1_000_000_000L + i, "sha256:" + "cd".repeat(32)));
        }
        return books;
    }
}
