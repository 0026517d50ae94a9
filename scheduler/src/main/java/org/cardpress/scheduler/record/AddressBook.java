package org.cardpress.scheduler.record;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cardpress.protocol.address.SavedAddress;

/**
 * The addresses that the members of one organisation share, or those of one account that belongs to none.
 *
 * @param version of the book, which rises with each change of any address
 */
public record AddressBook(String key, long version, List<SavedAddress> addresses) implements Keyed {
    public AddressBook {
        addresses = List.copyOf(addresses);
    }

    /** The key of the book that this caller reads and writes. */
    public static String keyOf(Actor caller) {
        return caller.organisation() == null ? keyOf(caller.username()) : "organisation/" + caller.organisation();
    }

    /** The key of the book of an account by itself; no account and no organisation has a slash in its name. */
    public static String keyOf(String username) {
        return "account/" + username;
    }

    public Optional<SavedAddress> find(String id) {
        return addresses.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** The next version, with this address added, or in the place of the one with its id. */
    public AddressBook with(SavedAddress address) {
        Stream<SavedAddress> others =
                addresses.stream().filter(each -> !each.id().equals(address.id()));
        return new AddressBook(
                key, version + 1, Stream.concat(others, Stream.of(address)).toList());
    }

    /** The next version, without the address of this id. */
    public AddressBook without(String id) {
        return new AddressBook(
                key,
                version + 1,
                addresses.stream().filter(each -> !each.id().equals(id)).toList());
    }
}
