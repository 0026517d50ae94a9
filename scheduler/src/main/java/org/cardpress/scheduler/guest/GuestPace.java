package org.cardpress.scheduler.guest;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.cardpress.scheduler.auth.Throttle;
import org.cardpress.scheduler.auth.TooManyTries;

/**
 * How often the public calls may be made: a link that leaked must not hammer the store, and who guesses must not keep busy what signs. A
 * link is counted wherever its holders are. What was never a ticket costs the store nothing; it is counted by where it comes from, which
 * is the manager UI for all its visitors, so it is never held against those whose links hold. Safe for many threads.
 */
@Singleton
public final class GuestPace {
    static final int MOST_OF_A_LINK = 150;
    /** Who waits for news asks once for each change; what follows within 50 ms the manager UI takes together. */
    static final int MOST_NEWS_OF_A_LINK = 1_500;

    static final int MOST_THAT_DO_NOT_HOLD = 100;

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final TicketSigner signer;
    private final Throttle links;
    private final Throttle news;
    private final Throttle strangers;

    public GuestPace(TicketSigner signer, Clock clock) {
        this.signer = signer;
        this.links = new Throttle("uses of one link", MOST_OF_A_LINK, WINDOW, clock);
        this.news = new Throttle("waits of one link", MOST_NEWS_OF_A_LINK, WINDOW, clock);
        this.strangers = new Throttle("links that do not hold", MOST_THAT_DO_NOT_HOLD, WINDOW, clock);
    }

    /**
     * Counts one call, before anything is asked of the store. Only what we signed is remembered, so that guesses push no link out of memory.
     *
     * @param from network the call comes from
     * @throws TooManyTries where the minute has none left
     */
    public void take(String ticket, String from) {
        take(links, ticket, from);
    }

    /** The same for a call that waits for news: who follows a link all the time may still look at it. */
    public void takeNews(String ticket, String from) {
        take(news, ticket, from);
    }

    private void take(Throttle known, String ticket, String from) {
        if (signer.read(ticket).isPresent()) {
            known.take(ticket);
        } else {
            strangers.take(from);
        }
    }
}
