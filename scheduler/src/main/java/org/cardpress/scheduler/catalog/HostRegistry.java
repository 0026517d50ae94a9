package org.cardpress.scheduler.catalog;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.catalog.HostStatus;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.worker.ClaimRequest;
import org.cardpress.scheduler.auth.LiveUsers;
import org.cardpress.scheduler.dispatch.HostGate;
import org.cardpress.scheduler.record.Actor;
import org.cardpress.scheduler.record.Host;
import org.cardpress.scheduler.store.KeyedStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Admits the machines a manager approved. A name belongs to the account that first claimed with it. The store is read at most every
 * two seconds and written at most every thirty for each machine, whatever the number of its workers; a manager's decision is seen
 * at once. Remembers at most 1,000 machines. Safe for many threads.
 */
@Singleton
public final class HostRegistry implements HostGate {
    private static final Logger LOG = LoggerFactory.getLogger(HostRegistry.class);
    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final Duration WRITTEN = Duration.ofSeconds(30);
    private static final int MOST = 1_000;
    private static final int MOST_PENDING = 20;
    private static final int MOST_SLOTS = 64;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
    private static final Pattern SLOT = Pattern.compile("[A-Za-z0-9._-]{1,32}");
    private static final Pattern AGENT = Pattern.compile("[\\x20-\\x7e]{1,100}");

    private final KeyedStore<Host> store;
    private final SlotsAside slots;
    private final LiveUsers users;
    private final HostBell bell;
    private final Clock clock;
    private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST;
        }
    };

    public HostRegistry(KeyedStore<Host> store, SlotsAside slots, LiveUsers users, HostBell bell, Clock clock) {
        this.store = store;
        this.slots = slots;
        this.users = users;
        this.bell = bell;
        this.clock = clock;
    }

    @Override
    public void admit(ClaimRequest request, Actor worker) {
        check(request);
        checkAccount(worker);
        checkKinds(request, worker);
        Known entry = entry(request.host());
        synchronized (entry) {
            Host host = entry.current(request, worker);
            if (!host.account().equals(worker.username())) {
                throw new ProblemException(
                        ErrorCode.NOT_ALLOWED,
                        "host \"" + host.name() + "\" belongs to another account than " + worker.username()
                                + " (give this machine another name, or have a manager delete the host)");
            }
            entry.note(request);
            switch (host.status()) {
                case PENDING ->
                    throw new ProblemException(
                            ErrorCode.HOST_PENDING, "host \"" + host.name() + "\" waits for a manager's approval");
                case DISABLED ->
                    throw new ProblemException(
                            ErrorCode.HOST_DISABLED, "host \"" + host.name() + "\" was disabled by a manager");
                case APPROVED -> {}
            }
        }
    }

    @Override
    public Set<String> aside(String host) {
        return slots.aside(host);
    }

    /** @throws org.cardpress.protocol.error.ProblemException {@code MALFORMED} for what is no host name */
    static void requireName(String host) {
        new Findings()
                .expect(
                        NAME.matcher(host).matches(),
                        "host",
                        "\"" + Findings.cut(host) + "\" (expected a host name: 1 to 63 letters, digits, dots, - and _)")
                .throwIfAny();
    }

    /** To be called after a manager changed or deleted the machine. */
    void forget(String name) {
        synchronized (known) {
            known.remove(name);
        }
    }

    private Known entry(String name) {
        synchronized (known) {
            return known.computeIfAbsent(name, Known::new);
        }
    }

    private static void check(ClaimRequest request) {
        new Findings()
                .expect(
                        NAME.matcher(request.host()).matches(),
                        "host",
                        "\"" + Findings.cut(request.host())
                                + "\" (expected a host name: 1 to 63 letters, digits, dots, - and _)")
                .expect(!request.kinds().isEmpty(), "kinds", "none (expected at least one)")
                .expect(
                        request.slots().size() <= MOST_SLOTS,
                        "slots",
                        request.slots().size() + " slots (expected at most " + MOST_SLOTS + ")")
                .expect(
                        request.slots().stream()
                                .allMatch(slot -> SLOT.matcher(slot.name()).matches()
                                        && (slot.cardSize() == null || slot.cardSize() >= 0)),
                        "slots",
                        "a name or card size that is none (expected 1 to 32 letters, digits, dots, - and _; bytes)")
                .expect(request.diskFree() >= 0, "diskFree", request.diskFree() + " (expected bytes)")
                .expect(
                        AGENT.matcher(request.agent()).matches(),
                        "agent",
                        "\"" + Findings.cut(request.agent()) + "\" (expected 1 to 100 printable ASCII characters)")
                .throwIfAny();
    }

    /** Again, as a claim may have waited since its token was checked. */
    private void checkAccount(Actor worker) {
        boolean holds = users.find(worker.username())
                .filter(user -> user.active() && user.role() == worker.role())
                .isPresent();
        if (!holds) {
            throw new ProblemException(
                    ErrorCode.TOKEN_REFUSED,
                    "account " + worker.username() + " was disabled or changed (log in again)");
        }
    }

    private static void checkKinds(ClaimRequest request, Actor worker) {
        Set<TaskKind> allowed = kindsOf(worker.role());
        for (TaskKind kind : request.kinds()) {
            if (!allowed.contains(kind)) {
                throw new ProblemException(
                        ErrorCode.NOT_ALLOWED,
                        "an account of role " + worker.role().wire() + " claims no " + kind.wire() + " tasks");
            }
        }
    }

    private static Set<TaskKind> kindsOf(Role role) {
        return switch (role) {
            case CREATOR -> EnumSet.of(TaskKind.CREATE);
            case HOST -> EnumSet.of(TaskKind.DOWNLOAD, TaskKind.WRITE);
            case MANAGER, OPERATOR, MEMBER, WAREHOUSE -> EnumSet.noneOf(TaskKind.class);
        };
    }

    private Host register(ClaimRequest request, Actor worker, Instant now) {
        long pending = pendingOf(worker.username());
        if (pending >= MOST_PENDING) {
            throw new ProblemException(
                    ErrorCode.NOT_ALLOWED,
                    "account " + worker.username() + " has " + pending
                            + " hosts that wait for approval (expected a manager to decide on those first)");
        }
        Host first = new Host(
                request.host(),
                1,
                HostStatus.PENDING,
                worker.username(),
                List.copyOf(EnumSet.copyOf(request.kinds())),
                request.slots().stream().map(ClaimRequest.Slot::name).distinct().toList(),
                request.diskFree(),
                List.of(request.agent()),
                now,
                now);
        if (store.insert(first)) {
            LOG.info("host {} of {} asks for the first time and waits for approval", first.name(), first.account());
            return first;
        }
        return Revision.find(store, "host", request.host());
    }

    private long pendingOf(String account) {
        int page = 200;
        long pending = 0;
        for (int skip = 0; ; skip += page) {
            List<Host> some = store.list(skip, page);
            pending += some.stream()
                    .filter(host -> host.status() == HostStatus.PENDING
                            && host.account().equals(account))
                    .count();
            if (some.size() < page) {
                return pending;
            }
        }
    }

    /** One machine as last read, with what was told of it since. Guarded by itself. */
    private final class Known {
        private final String name;
        private Optional<Host> host = Optional.empty();
        private Optional<Sighting> sighting = Optional.empty();
        private Instant until = Instant.MIN;

        Known(String name) {
            this.name = name;
        }

        Host current(ClaimRequest request, Actor worker) {
            Instant now = clock.instant();
            if (host.isEmpty() || !now.isBefore(until)) {
                keep(store.find(name).orElseGet(() -> register(request, worker, now)), now);
            }
            return host.orElseThrow();
        }

        void note(ClaimRequest request) {
            Instant now = clock.instant();
            Sighting told = sighting.orElseThrow();
            told.note(request, now);
            Host before = host.orElseThrow();
            if (before.lastSeen() != null && now.isBefore(before.lastSeen().plus(WRITTEN))) {
                return;
            }
            Host next = told.on(before, now);
            if (store.replace(next)) {
                keep(next, now);
                if (!next.slots().equals(before.slots())) {
                    bell.changed(name);
                }
            } else {
                until = Instant.MIN;
            }
        }

        private void keep(Host read, Instant now) {
            host = Optional.of(read);
            until = now.plus(FRESH);
            if (sighting.isEmpty()) {
                sighting = Optional.of(new Sighting(read));
            }
        }
    }
}
