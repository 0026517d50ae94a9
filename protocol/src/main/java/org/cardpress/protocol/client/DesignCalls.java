package org.cardpress.protocol.client;

import org.cardpress.protocol.Page;
import org.cardpress.protocol.design.SaveDesign;
import org.cardpress.protocol.design.SavedDesign;
import org.jspecify.annotations.Nullable;

/** The part of {@link SchedulerClient} about configs that people keep. */
public final class DesignCalls {
    private final Calls calls;

    DesignCalls(Calls calls) {
        this.calls = calls;
    }

    /** Designs, youngest first, without their configs; null does not restrict. */
    public Page<SavedDesign> list(int skip, int limit, @Nullable String text) {
        return calls.page(Calls.list("/designs", skip, limit).with("text", text), SavedDesign.class);
    }

    public SavedDesign get(String id) {
        return calls.call("GET", Query.path("designs", id), null, SavedDesign.class);
    }

    public SavedDesign add(SaveDesign design) {
        return calls.call("POST", "/designs", design, SavedDesign.class);
    }

    /** Makes the next version; {@code state.revision} where the version that was read is not the newest any more. */
    public SavedDesign save(String id, SaveDesign design) {
        return calls.call("PUT", Query.path("designs", id), design, SavedDesign.class);
    }

    public void delete(String id) {
        calls.tell("DELETE", Query.path("designs", id), null);
    }

    /** Its versions, newest first, without their configs. */
    public Page<SavedDesign> versions(String id, int skip, int limit) {
        return calls.page(Calls.list(Query.path("designs", id, "versions"), skip, limit), SavedDesign.class);
    }

    public SavedDesign version(String id, long version) {
        return calls.call(
                "GET", Query.path("designs", id, "versions", String.valueOf(version)), null, SavedDesign.class);
    }
}
