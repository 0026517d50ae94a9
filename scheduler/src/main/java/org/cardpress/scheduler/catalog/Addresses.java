package org.cardpress.scheduler.catalog;

import jakarta.inject.Singleton;
import java.text.Collator;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.cardpress.protocol.address.SaveAddress;
import org.cardpress.protocol.address.SavedAddress;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.order.Recipient;
import org.cardpress.scheduler.order.RecipientCheck;
import org.cardpress.scheduler.record.Actor;
import org.cardpress.scheduler.record.AddressBook;
import org.cardpress.scheduler.record.OrderId;
import org.cardpress.scheduler.store.KeyedStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the addresses of people. A caller has one book: that of the organisation, shared with its members, or where there is none the
 * own one. Nobody sees another book, as it holds personal data. A book is one record of at most {@value #MOST} addresses, some 300
 * bytes each, so search and order are done in memory.
 */
@Singleton
public final class Addresses {
    private static final Logger LOG = LoggerFactory.getLogger(Addresses.class);
    private static final String WHAT = "address book";
    private static final int MOST = 500;

    private final KeyedStore<AddressBook> store;
    private final Clock clock;
    private final RandomGenerator random;

    public Addresses(KeyedStore<AddressBook> store, Clock clock, RandomGenerator random) {
        this.store = store;
        this.clock = clock;
        this.random = random;
    }

    /** By name, as dictionaries do; of those that say this, all for null. */
    public List<SavedAddress> list(@Nullable String text, Actor by) {
        Collator names = Collator.getInstance(Locale.ROOT);
        Comparator<SavedAddress> byName =
                Comparator.comparing(each -> each.recipient().name(), names::compare);
        return book(by).addresses().stream()
                .filter(each -> text == null || each.says(text))
                .sorted(byName.thenComparing(SavedAddress::id))
                .toList();
    }

    public SavedAddress get(String id, Actor by) {
        return seen(book(by), id);
    }

    /**
     * Keeps an address; one that is there already is answered as it is.
     *
     * @throws ProblemException {@code CONFLICT} where the book is full
     */
    public SavedAddress add(SaveAddress wanted, Actor by) {
        check(wanted);
        String id = OrderId.fresh(clock.instant(), random).value();
        String key = AddressBook.keyOf(by);
        store.insert(new AddressBook(key, 1, List.of()));
        AddressBook after = Revision.change(store, WHAT, key, book -> {
            Optional<SavedAddress> same = same(book, wanted.recipient());
            if (same.isPresent()) {
                return book.with(same.get());
            }
            if (book.addresses().size() >= MOST) {
                throw new ProblemException(
                        ErrorCode.CONFLICT,
                        "the address book holds " + MOST + " addresses (expected fewer: delete old ones)");
            }
            return book.with(new SavedAddress(id, 1, wanted.recipient(), by.username(), now()));
        });
        SavedAddress kept = same(after, wanted.recipient()).orElseThrow();
        LOG.info("address {} kept by {}", kept.id(), by.username());
        return kept;
    }

    /** @throws ProblemException {@code REVISION} where the version that the caller read is not the newest, {@code NOT_FOUND} */
    public SavedAddress save(String id, SaveAddress wanted, Actor by) {
        check(wanted);
        Long read = wanted.version();
        if (read == null) {
            throw new ProblemException(
                    ErrorCode.MALFORMED,
                    "version: missing",
                    List.of(new Problem.Detail("version", "missing (expected the one that was changed)")));
        }
        AddressBook after = change(by, id, book -> {
            SavedAddress before = seen(book, id);
            if (before.version() != read) {
                throw new ProblemException(
                        ErrorCode.REVISION,
                        "address " + id + " was changed by " + before.changedBy() + " at " + before.changedAt()
                                + ": it is of version " + before.version() + " (expected " + read
                                + "; read it and save again)");
            }
            return book.with(new SavedAddress(id, read + 1, wanted.recipient(), by.username(), now()));
        });
        LOG.info("address {} changed by {}", id, by.username());
        return seen(after, id);
    }

    /** Forgets it; orders that were sent there keep their own copy. */
    public void delete(String id, Actor by) {
        change(by, id, book -> {
            seen(book, id);
            return book.without(id);
        });
        LOG.info("address {} deleted by {}", id, by.username());
    }

    /** Forgets what an account kept by itself, so that a later one of the same name does not find it. */
    public void forget(String username) {
        String key = AddressBook.keyOf(username);
        if (store.find(key).isPresent()) {
            Revision.delete(store, WHAT, key);
            LOG.info("the addresses of {} are forgotten", username);
        }
    }

    private AddressBook change(Actor by, String id, UnaryOperator<AddressBook> change) {
        seen(book(by), id);
        return Revision.change(store, WHAT, AddressBook.keyOf(by), change);
    }

    private AddressBook book(Actor by) {
        String key = AddressBook.keyOf(by);
        return store.find(key).orElseGet(() -> new AddressBook(key, 0, List.of()));
    }

    private static Optional<SavedAddress> same(AddressBook book, Recipient recipient) {
        return book.addresses().stream()
                .filter(each -> each.recipient().equals(recipient))
                .findFirst();
    }

    private static SavedAddress seen(AddressBook book, String id) {
        return book.find(id)
                .orElseThrow(() -> new ProblemException(
                        ErrorCode.NOT_FOUND,
                        "address " + Findings.cut(id) + " is not known (expected the id of one of your own book)"));
    }

    /** As exactly as it is stored. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static void check(SaveAddress wanted) {
        Findings findings = new Findings();
        RecipientCheck.of(wanted.recipient()).forEach(each -> findings.expect(false, each.path(), each.message()));
        findings.throwIfAny();
    }
}
