package org.cardpress.scheduler.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.order.GuestAct;
import org.cardpress.protocol.order.GuestLink;
import org.cardpress.scheduler.TestClock;
import org.cardpress.scheduler.auth.SigningKey;
import org.cardpress.scheduler.lifecycle.Event;
import org.cardpress.scheduler.lifecycle.Lifecycle;
import org.cardpress.scheduler.lifecycle.Line;
import org.cardpress.scheduler.lifecycle.Rules;
import org.cardpress.scheduler.order.OrderMoves;
import org.cardpress.scheduler.order.OrderNews;
import org.cardpress.scheduler.record.Actor;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.store.InMemoryOrderStore;
import org.cardpress.scheduler.store.OrderStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who follows a link is told of each change, as long as the link holds. */
class GuestNewsTest {
    private static final Actor ADA = new Actor("ada", Role.MANAGER);
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path state;

    private final AtomicInteger reads = new AtomicInteger();
    private final TestClock clock = new TestClock(Line.START);
    private final InMemoryOrderStore memory = new InMemoryOrderStore();
    private final OrderStore store = (OrderStore) Proxy.newProxyInstance(
            OrderStore.class.getClassLoader(), new Class<?>[] {OrderStore.class}, (proxy, method, args) -> {
                reads.incrementAndGet();
                try {
                    return method.invoke(memory, args);
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
            });
    private final OrderNews orderNews = new OrderNews(store, false);
    private final OrderMoves moves = new OrderMoves(memory, new Lifecycle(Rules.DEFAULTS), clock, List.of(orderNews));
    private final Order order = Line.orderToShip();
    private GuestDesk desk;
    private GuestNews news;

    @BeforeEach
    void fill() {
        TicketSigner signer = new TicketSigner(SigningKey.from(state.resolve("link.key"), new SecureRandom()));
        desk = new GuestDesk(signer, store, moves, clock);
        news = new GuestNews(desk, orderNews);
        memory.insert(order);
    }

    @Test
    void tenWhoFollowAreToldOfAChangeAndTheStoreIsNotAsked() {
        String ticket = link(GuestAct.STATUS);
        long version = stored().version();
        ask(ticket, 0).join();
        int before = reads.get();
        List<CompletableFuture<Optional<GuestDesk.Admitted>>> followers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            followers.add(ask(ticket, version));
        }
        assertThat(followers).noneMatch(CompletableFuture::isDone);
        moves.move(order.id(), new Event.ShipAsked("DHL 1", "ada"));
        Order shipped = stored();
        assertThat(followers)
                .allSatisfy(
                        each -> assertThat(each.join().orElseThrow().order()).isEqualTo(shipped));
        assertThat(news.after(ticket, shipped.version(), Duration.ZERO)
                        .toCompletableFuture()
                        .join())
                .isEmpty();
        assertThat(reads.get()).isEqualTo(before);
        assertThat(news.waiting()).isZero();
    }

    @Test
    void aLinkThatIsWithdrawnWhileItIsFollowedIsOverAtOnce() {
        String ticket = link(GuestAct.STATUS);
        CompletableFuture<Optional<GuestDesk.Admitted>> follower = ask(ticket, stored().version());
        assertThat(follower).isNotDone();
        desk.withdraw(order.id(), ADA);
        assertThat(refusal(follower)).isEqualTo(ErrorCode.GONE);
        assertThat(refused(ticket)).isEqualTo(ErrorCode.GONE);
        assertThat(news.waiting()).isZero();
    }

    @Test
    void aLinkWhoseTimeIsOverTellsNothingMoreEvenToWhomItIsHeldFor() {
        String ticket = link(GuestAct.STATUS);
        CompletableFuture<Optional<GuestDesk.Admitted>> follower = ask(ticket, stored().version());
        clock.turn(Duration.ofDays(31));
        moves.move(order.id(), new Event.ShipAsked("DHL 1", "ada"));
        assertThat(refusal(follower)).isEqualTo(ErrorCode.GONE);
        assertThat(refused(ticket)).isEqualTo(ErrorCode.GONE);
    }

    @Test
    void whatIsNoTicketIsUnknownAndADeletedOrdersIsOver() {
        String ticket = link(GuestAct.STATUS);
        assertThat(refused(ticket + "x")).isEqualTo(ErrorCode.NOT_FOUND);
        CompletableFuture<Optional<GuestDesk.Admitted>> follower = ask(ticket, stored().version());
        memory.delete(order.id(), stored().version());
        orderNews.gone(order.id());
        assertThat(refusal(follower)).isEqualTo(ErrorCode.GONE);
        assertThat(refused(ticket)).isEqualTo(ErrorCode.GONE);
        assertThat(news.waiting()).isZero();
    }

    @Test
    void oneLinkHoldsOnlySoManyCallsAndLeavesRoomForOthers() {
        String leaked = link(GuestAct.STATUS);
        String other = link(GuestAct.ARRIVAL);
        long version = stored().version();
        for (int i = 0; i < GuestNews.MOST_OF_A_LINK; i++) {
            ask(leaked, version);
        }
        assertThat(refused(leaked)).isEqualTo(ErrorCode.TOO_MANY);
        assertThat(ask(other, version)).isNotDone();
        assertThat(news.waiting()).isEqualTo(GuestNews.MOST_OF_A_LINK + 1);
    }

    private String link(GuestAct act) {
        return desk.make(stored(), new GuestLink.Wanted(act, null), ADA).ticket();
    }

    private Order stored() {
        return memory.find(order.id()).orElseThrow();
    }

    private CompletableFuture<Optional<GuestDesk.Admitted>> ask(String ticket, long version) {
        return news.after(ticket, version, LONG).toCompletableFuture();
    }

    private ErrorCode refused(String ticket) {
        return catchThrowableOfType(ProblemException.class, () -> ask(ticket, Long.MAX_VALUE))
                .code();
    }

    private static ErrorCode refusal(CompletableFuture<?> answer) {
        Throwable cause =
                catchThrowableOfType(CompletionException.class, answer::join).getCause();
        assertThat(cause).isInstanceOf(ProblemException.class);
        return cause instanceof ProblemException refusal ? refusal.code() : ErrorCode.INTERNAL;
    }
}
