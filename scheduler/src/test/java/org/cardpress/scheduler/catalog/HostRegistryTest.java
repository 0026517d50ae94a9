package org.cardpress.scheduler.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.catalog.HostStatus;
import org.cardpress.protocol.catalog.SlotAside;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.worker.ClaimRequest;
import org.cardpress.scheduler.auth.LiveUsers;
import org.cardpress.scheduler.memory.TurnedClock;
import org.cardpress.scheduler.record.Actor;
import org.cardpress.scheduler.record.Host;
import org.cardpress.scheduler.record.User;
import org.cardpress.scheduler.store.InMemoryKeyedStore;
import org.cardpress.scheduler.store.KeyedStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HostRegistryTest {
    private static final Actor FLOOR = new Actor("floor", Role.HOST);
    private static final Actor BOSS = new Actor("boss", Role.MANAGER);

    private final TurnedClock clock = new TurnedClock();
    private final KeyedStore<Host> store = new InMemoryKeyedStore<>();
    private final KeyedStore<User> users = new InMemoryKeyedStore<>();
    private final LiveUsers live = new LiveUsers(users, clock);
    private final HostBell bell = new HostBell();
    private final SlotsAside aside = new SlotsAside(new InMemoryKeyedStore<>(), bell, clock);
    private final HostRegistry registry = new HostRegistry(store, aside, live, bell, clock);
    private final Hosts hosts = new Hosts(store, registry, bell, clock);

    @BeforeEach
    void addFloor() {
        users.insert(floor(1, true));
    }

    @Test
    void aSlotIsSetAsideAndPutBackByNameAndNoOtherIs() {
        Actor boss = new Actor("boss", Role.MANAGER);
        Host desk = new Host(
                "desk",
                1,
                HostStatus.APPROVED,
                "floor",
                List.of(),
                List.of("A", "B"),
                0,
                List.of(),
                clock.instant(),
                null);
        assertThat(registry.aside("desk")).isEmpty();
        aside.setAside(desk, "A", "the reader gets hot", boss);
        aside.setAside(desk, "A", "it smokes", boss);
        assertThat(registry.aside("desk")).containsExactly("A");
        assertThat(registry.aside("des")).isEmpty();
        assertThat(aside.of("desk")).extracting(SlotAside::reason).containsExactly("it smokes");
        assertThatThrownBy(() -> aside.setAside(desk, "C", "x", boss))
                .hasMessageContaining("expected one of desk: A, B");
        assertThatThrownBy(() -> aside.setAside(desk, "B", " ", boss)).hasMessageContaining("reason");
        aside.putBack(desk, "A", boss);
        assertThat(registry.aside("desk")).isEmpty();
        assertThatThrownBy(() -> aside.putBack(desk, "A", boss)).isInstanceOf(ProblemException.class);
    }

    @Test
    void aClaimThatWaitedWhileItsAccountWasDisabledGetsNothing() {
        refused(ErrorCode.HOST_PENDING, "A");
        hosts.decide("desk", HostStatus.APPROVED, BOSS);
        registry.admit(claim("desk", "A", 1), FLOOR);

        users.replace(floor(2, false));
        live.forget("floor");

        refused(ErrorCode.TOKEN_REFUSED, "A");
    }

    @Test
    void aMachineIsPendingUntilItIsApprovedWhichIsSeenAtOnce() {
        refused(ErrorCode.HOST_PENDING, "A");
        hosts.decide("desk", HostStatus.APPROVED, BOSS);
        registry.admit(claim("desk", "A", 1), FLOOR);

        hosts.decide("desk", HostStatus.DISABLED, BOSS);
        refused(ErrorCode.HOST_DISABLED, "A");

        hosts.delete("desk", BOSS);
        refused(ErrorCode.HOST_PENDING, "A");
    }

    @Test
    void whatItsWorkersTellIsPutTogetherAndWrittenAtMostEveryThirtySeconds() {
        refused(ErrorCode.HOST_PENDING, "A");
        hosts.decide("desk", HostStatus.APPROVED, BOSS);
        registry.admit(claim("desk", "B", 5), FLOOR);
        registry.admit(claim("desk", "C", 7), FLOOR);
        assertThat(hosts.get("desk").slots()).containsExactly("A");
        long version = hosts.get("desk").version();

        clock.turn(Duration.ofSeconds(30));
        registry.admit(claim("desk", "B", 9), FLOOR);

        assertThat(hosts.get("desk").slots()).containsExactly("A", "B", "C");
        assertThat(hosts.get("desk").diskFree()).isEqualTo(9);
        assertThat(hosts.get("desk").lastSeen()).isEqualTo(clock.instant());
        assertThat(hosts.get("desk").version()).isEqualTo(version + 1);
    }

    @Test
    void anAccountHasAtMostTwentyMachinesWaiting() {
        for (int i = 0; i < 20; i++) {
            String name = "desk" + i;
            assertThatThrownBy(() -> registry.admit(claim(name, "A", 1), FLOOR)).isInstanceOf(ProblemException.class);
        }

        assertThatThrownBy(() -> registry.admit(claim("one-more", "A", 1), FLOOR))
                .hasMessageContaining("20 hosts that wait");
        assertThat(store.find("one-more")).isEmpty();
    }

    @Test
    void namesThatAreNoneAreRefusedAndNotKept() {
        assertThatThrownBy(() -> registry.admit(claim("../x", "A", 1), FLOOR)).hasMessageContaining("../x");
        assertThatThrownBy(() -> registry.admit(claim("desk", "A B", -1), FLOOR))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.details()).hasSize(2));
        assertThat(store.count()).isZero();
    }

    private User floor(long version, boolean active) {
        return new User("floor", version, "", Role.HOST, active, version, null, clock.instant());
    }

    private void refused(ErrorCode code, String slot) {
        assertThatThrownBy(() -> registry.admit(claim("desk", slot, 1), FLOOR))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static ClaimRequest claim(String host, String slot, long diskFree) {
        return new ClaimRequest(
                host, List.of(TaskKind.WRITE), List.of(new ClaimRequest.Slot(slot, null)), diskFree, "test/1");
    }
}
