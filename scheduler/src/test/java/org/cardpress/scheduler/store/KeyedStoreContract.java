package org.cardpress.scheduler.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.cardpress.protocol.address.SavedAddress;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.catalog.Channel;
import org.cardpress.protocol.catalog.HostStatus;
import org.cardpress.protocol.catalog.ShopSettings;
import org.cardpress.protocol.catalog.SlotAside;
import org.cardpress.protocol.catalog.Warehouse;
import org.cardpress.protocol.catalog.WarehouseRoom;
import org.cardpress.protocol.catalog.WarehouseTold;
import org.cardpress.protocol.order.Recipient;
import org.cardpress.protocol.organisation.Amount;
import org.cardpress.protocol.organisation.LedgerEntry;
import org.cardpress.protocol.organisation.Quota;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.scheduler.record.AddressBook;
import org.cardpress.scheduler.record.Aside;
import org.cardpress.scheduler.record.ChannelRecord;
import org.cardpress.scheduler.record.CodeRecord;
import org.cardpress.scheduler.record.Host;
import org.cardpress.scheduler.record.Ledger;
import org.cardpress.scheduler.record.Organisation;
import org.cardpress.scheduler.record.RoomRecord;
import org.cardpress.scheduler.record.SettingsRecord;
import org.cardpress.scheduler.record.User;
import org.cardpress.scheduler.record.WarehouseRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link KeyedStore} promises, shown on users, and that each kind of record survives with all of its fields. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class KeyedStoreContract {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00.123Z");

    /** One empty store of each kind. */
    public record Stores(
            KeyedStore<User> users,
            KeyedStore<ChannelRecord> channels,
            KeyedStore<WarehouseRecord> warehouses,
            KeyedStore<Host> hosts,
            KeyedStore<Organisation> organisations,
            KeyedStore<Aside> aside,
            KeyedStore<CodeRecord> codes,
            KeyedStore<AddressBook> addresses,
            KeyedStore<RoomRecord> rooms,
            KeyedStore<SettingsRecord> settings) {}

    protected abstract Stores emptyStores() throws Exception;

    private Stores stores = new Stores(
            new InMemoryKeyedStore<>(),
            new InMemoryKeyedStore<>(),
            new InMemoryKeyedStore<>(),
            new InMemoryKeyedStore<>(),
            new InMemoryKeyedStore<>(),
            new InMemoryKeyedStore<>(),
            new InMemoryKeyedStore<>(),
            new InMemoryKeyedStore<>(),
            new InMemoryKeyedStore<>(),
            new InMemoryKeyedStore<>());

    @BeforeEach
    void openStores() throws Exception {
        stores = emptyStores();
    }

    private static User user(String name, long version, long epoch) {
        return new User(name, version, "$argon2id$hash", Role.MEMBER, true, epoch, null, NOW);
    }

    @Test
    void aRecordOfEachKindIsFoundAsItWasInserted() {
        for (Role role : Role.values()) {
            for (String email : new String[] {null, "ann@example.org"}) {
                User user = new User(
                        role.wire() + email,
                        1,
                        "hash",
                        role,
                        email == null,
                        7,
                        email,
                        NOW,
                        email == null ? "mali" : null);
                assertThat(stores.users().insert(user)).isTrue();
                assertThat(stores.users().find(user.username())).contains(user);
            }
        }
        for (ChannelRecord channel : List.of(
                new ChannelRecord(1, new Channel("a", "A", true, null, null, null)),
                new ChannelRecord(1, new Channel("b", "B", false, "Ann", "1 Road\nTown", "a@example.org")))) {
            assertThat(stores.channels().insert(channel)).isTrue();
            assertThat(stores.channels().find(channel.key())).contains(channel);
        }
        WarehouseRecord warehouse =
                new WarehouseRecord(1, new Warehouse("w", "ftp://h:21", "http://h:80", "store", true));
        assertThat(stores.warehouses().insert(warehouse)).isTrue();
        assertThat(stores.warehouses().find("w")).contains(warehouse);
        Aside aside = new Aside("h1", 1, new SlotAside("A", "it gets hot", "ann", NOW));
        assertThat(stores.aside().insert(aside)).isTrue();
        assertThat(stores.aside().find("h1/A")).contains(aside);
        CodeRecord code = new CodeRecord("ab12", 1, "ann", NOW);
        assertThat(stores.codes().insert(code)).isTrue();
        assertThat(stores.codes().find("ab12")).contains(code);
        SettingsRecord settings = new SettingsRecord(new ShopSettings(1, "a", null, 7, 9, "ann", NOW));
        assertThat(stores.settings().insert(settings)).isTrue();
        assertThat(stores.settings().find(SettingsRecord.KEY)).contains(settings);
        AddressBook book = new AddressBook(
                "organisation/mali",
                1,
                List.of(
                        new SavedAddress("a", 3, new Recipient("Awa", "a@b", "1", "1 Rue\nSégou", "Mali"), "ann", NOW),
                        new SavedAddress("b", 1, new Recipient("Bob", null, null, null, null), "bob", NOW)));
        assertThat(stores.addresses().insert(book)).isTrue();
        assertThat(stores.addresses().find(book.key())).contains(book);
        for (Instant until : new Instant[] {null, NOW}) {
            RoomRecord room = new RoomRecord(
                    1,
                    new WarehouseRoom(
                            "w" + until, NOW, new WarehouseTold(9L << 40, 2, 3, 4, "warehouse/1", NOW, until)));
            assertThat(stores.rooms().insert(room)).isTrue();
            assertThat(stores.rooms().find(room.key())).contains(room);
        }
        for (Host host : List.of(
                new Host("h1", 1, HostStatus.PENDING, "ann", List.of(), List.of(), 0, List.of(), NOW, null),
                new Host(
                        "h2",
                        1,
                        HostStatus.APPROVED,
                        "ann",
                        List.of(TaskKind.DOWNLOAD, TaskKind.WRITE),
                        List.of("A", "B"),
                        1L << 40,
                        List.of("writer/1.0"),
                        NOW,
                        NOW.plusMillis(1)))) {
            assertThat(stores.hosts().insert(host)).isTrue();
            assertThat(stores.hosts().find(host.name())).contains(host);
        }
    }

    @Test
    void anOrganisationIsFoundWithItsLedgerAndOnlyTheVersionBeforeIsReplaced() {
        Organisation first = new Organisation("mali", 1, "Mali", true, new Quota(5L, null), Ledger.EMPTY);
        Ledger ledger = first.ledger();
        for (LedgerEntry.Kind kind : LedgerEntry.Kind.values()) {
            ledger = ledger.apply(new LedgerEntry(NOW, "00000000000000000001", kind, new Amount(2, 1L << 40)))
                    .apply(new LedgerEntry(
                            NOW, "0000000000000000000" + kind.ordinal(), LedgerEntry.Kind.RESERVE, Amount.NONE));
        }
        assertThat(stores.organisations().insert(first)).isTrue();
        assertThat(stores.organisations().insert(first)).isFalse();
        assertThat(stores.organisations().replace(first)).isFalse();
        assertThat(stores.organisations().replace(first.with(ledger))).isTrue();
        assertThat(stores.organisations().find("mali")).contains(first.with(ledger));
        assertThat(stores.organisations().list(0, 5)).containsExactly(first.with(ledger));
        assertThat(stores.organisations().list(1, 5)).isEmpty();
        assertThat(stores.organisations().list(0, 0)).isEmpty();
        assertThat(stores.organisations().count()).isEqualTo(1);
        assertThat(stores.organisations().delete("mali", 1)).isFalse();
        assertThat(stores.organisations().delete("mali", 2)).isTrue();
        assertThat(stores.organisations().find("mali")).isEmpty();
    }

    @Test
    void aSecondInsertOfAKeyChangesNothing() {
        User first = user("ann", 1, 1);
        assertThat(stores.users().insert(first)).isTrue();
        assertThat(stores.users().insert(user("ann", 1, 2))).isFalse();
        assertThat(stores.users().find("ann")).contains(first);
    }

    @Test
    void onlyTheVersionBeforeIsReplaced() {
        stores.users().insert(user("ann", 1, 1));
        assertThat(stores.users().replace(user("ann", 1, 2))).isFalse();
        assertThat(stores.users().replace(user("ann", 3, 2))).isFalse();
        assertThat(stores.users().replace(user("bob", 2, 2))).isFalse();
        assertThat(stores.users().find("ann")).contains(user("ann", 1, 1));
        assertThat(stores.users().replace(user("ann", 2, 2))).isTrue();
        assertThat(stores.users().find("ann")).contains(user("ann", 2, 2));
        assertThat(stores.users().find("bob")).isEmpty();
    }

    @Test
    void aFieldThatBecomesNullIsGone() {
        stores.users().insert(new User("ann", 1, "h", Role.HOST, true, 0, "a@example.org", NOW));
        User without = new User("ann", 2, "h", Role.HOST, true, 0, null, NOW);
        assertThat(stores.users().replace(without)).isTrue();
        assertThat(stores.users().find("ann")).contains(without);
    }

    @Test
    void onlyTheSameVersionIsDeleted() {
        stores.users().insert(user("ann", 1, 1));
        assertThat(stores.users().delete("ann", 2)).isFalse();
        assertThat(stores.users().delete("bob", 1)).isFalse();
        assertThat(stores.users().find("ann")).isPresent();
        assertThat(stores.users().delete("ann", 1)).isTrue();
        assertThat(stores.users().find("ann")).isEmpty();
        assertThat(stores.users().insert(user("ann", 1, 5))).isTrue();
    }

    @Test
    void theListIsByKeyAndInPages() {
        List<User> all = new ArrayList<>(
                Stream.of("a", "b", "c", "d", "e").map(name -> user(name, 1, 0)).toList());
        for (int i : new int[] {3, 0, 4, 2, 1}) {
            stores.users().insert(all.get(i));
        }
        assertThat(stores.users().list(0, 100)).isEqualTo(all);
        assertThat(stores.users().list(1, 3)).isEqualTo(all.subList(1, 4));
        assertThat(stores.users().list(5, 3)).isEmpty();
        assertThat(stores.users().count()).isEqualTo(5);
    }

    @Test
    void ofManyRacingReplacementsEachVersionIsWonOnce() throws Exception {
        KeyedStore<User> users = stores.users();
        users.insert(user("ann", 1, 0));
        int threads = 6;
        int wins = 20;
        Callable<Void> racer = () -> {
            for (int won = 0; won < wins && !Thread.currentThread().isInterrupted(); ) {
                User now = users.find("ann").orElseThrow();
                if (users.replace(user("ann", now.version() + 1, now.tokenEpoch() + 1))) {
                    won++;
                }
            }
            return null;
        };
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (Future<Void> done : pool.invokeAll(Collections.nCopies(threads, racer))) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(users.find("ann")).contains(user("ann", 1 + threads * wins, threads * wins));
    }
}
