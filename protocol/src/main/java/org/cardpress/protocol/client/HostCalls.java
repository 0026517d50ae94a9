package org.cardpress.protocol.client;

import java.time.Duration;
import java.util.Optional;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.catalog.AsideReason;
import org.cardpress.protocol.catalog.Enrolment;
import org.cardpress.protocol.catalog.EnrolmentCode;
import org.cardpress.protocol.catalog.HostChange;
import org.cardpress.protocol.catalog.HostView;
import org.cardpress.protocol.catalog.SlotAside;
import org.cardpress.protocol.catalog.SlotView;
import org.cardpress.protocol.catalog.SlotsTold;
import org.cardpress.protocol.floor.HostFloor;

/** The part of {@link SchedulerClient} about machines and their card slots. */
public final class HostCalls {
    private final Calls calls;

    HostCalls(Calls calls) {
        this.calls = calls;
    }

    public Page<HostView> list(int skip, int limit) {
        return calls.page(Calls.list("/hosts", skip, limit), HostView.class);
    }

    public HostView get(String name) {
        return calls.call("GET", Query.path("hosts", name), null, HostView.class);
    }

    /** What people beside its card slots need to see. Roles manager and operator. */
    public HostFloor floor(String name) {
        return calls.call("GET", Query.path("hosts", name, "floor"), null, HostFloor.class);
    }

    /**
     * The same, once it is another than the one of this version; empty where it is not within the time. Holds the calling thread so long.
     *
     * @param wait whole seconds, at most 30
     */
    public Optional<HostFloor> floorAfter(String name, String version, Duration wait) {
        String path = Query.of(Query.path("hosts", name, "floor"))
                .with("after", version)
                .with("wait", wait.toSeconds())
                .toString();
        return calls.exchange("GET", path, null, wait.plus(Calls.LATE)).map(body -> calls.read(body, HostFloor.class));
    }

    public HostView change(String name, HostChange change) {
        return calls.call("PATCH", Query.path("hosts", name), change, HostView.class);
    }

    /** Forgets a host; it comes back as pending when its workers ask again. */
    public void delete(String name) {
        calls.tell("DELETE", Query.path("hosts", name), null);
    }

    /** A code that approves one new machine; told this once. Role manager. */
    public EnrolmentCode makeCode() {
        return calls.call("POST", "/enrolment-codes", null, EnrolmentCode.class);
    }

    /** Approves a machine of this account with a code, which is used up. Roles creator and host. */
    public void enrol(Enrolment enrolment) {
        calls.tell("POST", "/enrolments", enrolment);
    }

    /** The card slots of all writer hosts, with what they are up to. */
    public Page<SlotView> slots(int skip, int limit) {
        return calls.page(Calls.list("/slots", skip, limit), SlotView.class);
    }

    /** Tells what the slots of a writer host are up to. Role host. */
    public void tellSlots(SlotsTold news) {
        calls.tell("POST", "/slots", news);
    }

    /** Takes a card slot out of service: it is given no task. */
    public SlotAside setAside(String host, String slot, AsideReason why) {
        return calls.call("PUT", Query.path("hosts", host, "slots", slot, "aside"), why, SlotAside.class);
    }

    public void putBack(String host, String slot) {
        calls.tell("DELETE", Query.path("hosts", host, "slots", slot, "aside"), null);
    }
}
