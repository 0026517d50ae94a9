package org.cardpress.scheduler.catalog;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cardpress.protocol.catalog.HostStatus;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.scheduler.record.Actor;
import org.cardpress.scheduler.record.Host;
import org.cardpress.scheduler.store.KeyedStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What managers do with machines. {@link HostRegistry} is what machines do. */
@Singleton
public final class Hosts {
    private static final Logger LOG = LoggerFactory.getLogger(Hosts.class);
    private static final String WHAT = "host";

    private final KeyedStore<Host> store;
    private final HostRegistry registry;
    private final HostBell bell;
    private final Clock clock;

    public Hosts(KeyedStore<Host> store, HostRegistry registry, HostBell bell, Clock clock) {
        this.store = store;
        this.registry = registry;
        this.bell = bell;
        this.clock = clock;
    }

    public Host get(String name) {
        return Revision.find(store, WHAT, name);
    }

    public List<Host> list(int skip, int limit) {
        return store.list(skip, limit);
    }

    public long count() {
        return store.count();
    }

    public Host decide(String name, HostStatus status, Actor by) {
        if (status == HostStatus.PENDING) {
            throw new ProblemException(
                    ErrorCode.MALFORMED,
                    "status pending (expected approved or disabled: a decision is not taken back)");
        }
        Host host = Revision.change(
                store,
                WHAT,
                name,
                before -> new Host(
                        name,
                        before.version() + 1,
                        status,
                        before.account(),
                        before.kinds(),
                        before.slots(),
                        before.diskFree(),
                        before.agents(),
                        before.createdAt(),
                        before.lastSeen()));
        forget(name);
        LOG.info("host {} of {} is {} by {}", name, host.account(), status.wire(), by.username());
        return host;
    }

    /** Whether this account may have a machine of this name approved by a code. */
    void requireNew(String name, Actor worker) {
        HostRegistry.requireName(name);
        Optional<Host> before = store.find(name);
        if (before.filter(host -> !host.account().equals(worker.username())).isPresent()) {
            throw new ProblemException(
                    ErrorCode.NOT_ALLOWED,
                    "host \"" + name + "\" belongs to another account than " + worker.username()
                            + " (give this machine another name)");
        }
        if (before.filter(host -> host.status() != HostStatus.PENDING).isPresent()) {
            throw new ProblemException(
                    ErrorCode.CONFLICT,
                    "host \"" + name + "\" is " + before.get().status().wire()
                            + " (expected one that is new or pending; a manager changes others)");
        }
    }

    /** Approves the machine of this account, whether it has asked for work yet or not. */
    Host enrol(String name, Actor worker) {
        Instant now = clock.instant();
        Host first = new Host(
                name, 1, HostStatus.APPROVED, worker.username(), List.of(), List.of(), 0, List.of(), now, null);
        if (store.insert(first)) {
            forget(name);
            return first;
        }
        requireNew(name, worker);
        return decide(name, HostStatus.APPROVED, worker);
    }

    /** Forgets the machine, which gives its name free; it is pending again when it next asks for work. */
    public void delete(String name, Actor by) {
        Host host = Revision.delete(store, WHAT, name);
        forget(name);
        LOG.info("host {} of {} deleted by {}", name, host.account(), by.username());
    }

    private void forget(String name) {
        registry.forget(name);
        bell.changed(name);
    }
}
