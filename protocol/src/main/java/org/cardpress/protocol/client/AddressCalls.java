package org.cardpress.protocol.client;

import org.cardpress.protocol.Page;
import org.cardpress.protocol.address.SaveAddress;
import org.cardpress.protocol.address.SavedAddress;
import org.jspecify.annotations.Nullable;

/** The part of {@link SchedulerClient} about the caller's address book: that of the organisation, or the own one. */
public final class AddressCalls {
    private final Calls calls;

    AddressCalls(Calls calls) {
        this.calls = calls;
    }

    /** By name; null does not restrict. */
    public Page<SavedAddress> list(int skip, int limit, @Nullable String text) {
        return calls.page(Calls.list("/addresses", skip, limit).with("text", text), SavedAddress.class);
    }

    public SavedAddress get(String id) {
        return calls.call("GET", Query.path("addresses", id), null, SavedAddress.class);
    }

    /** Keeps it; the one that is there already where it is the same. */
    public SavedAddress add(SaveAddress address) {
        return calls.call("POST", "/addresses", address, SavedAddress.class);
    }

    /** {@code state.revision} where the version that was read is not the newest any more. */
    public SavedAddress save(String id, SaveAddress address) {
        return calls.call("PUT", Query.path("addresses", id), address, SavedAddress.class);
    }

    public void delete(String id) {
        calls.tell("DELETE", Query.path("addresses", id), null);
    }
}
