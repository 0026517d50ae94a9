package org.cardpress.scheduler.lifecycle;

/** The words of {@code docs/lifecycle.md} that stand around the tables. */
final class LifecycleWords {
    static final String BEFORE = """
            # Life of an order

            This page is written by the program: `org.cardpress.scheduler.lifecycle.LifecyclePage` renders the table that
            `Lifecycle` acts on, and a test compares. To write it anew after a change of the table:

            ```
            mvn -pl scheduler -am test -Dtest=LifecyclePageTest -Dcardpress.write.docs=true -Dsurefire.failIfNoSpecifiedTests=false
            ```

            ```
            cards: created > creating > pending_writer > downloading > writing > pending_shipment > shipped
            link : created > creating > pending_expiry > expired
            either: creation_failed | download_failed | write_failed | failed | canceled
            ```

            ## Status of an order

            Derived after every move from the current tasks (those that no retry replaced), the shipment, the cancellation and the
            time of the last move; never set by anybody. The first line that fits counts.

            | status | when |
            |---|---|
            | `canceled` | a person canceled it |
            | `shipped` | a person said that it is shipped, which is refused unless it is `pending_shipment` |
            | `created` | nobody has claimed the create task yet |
            | `creation_failed` | the create task failed for good |
            | `failed` | the create task timed out |
            | `creating` | the create task is neither failed nor done |
            | `pending_expiry` | the public link is open |
            | `expired` | its time is over |
            | `pending_writer` | the download task waits for a host |
            | `download_failed` | the download task failed for good |
            | `failed` | the download task timed out |
            | `downloading` | a host fetches the image |
            | `pending_shipment` | every card is written |
            | `writing` | some card is not written, and its task is still alive |
            | `write_failed` | no card is in work any more, and at least one failed for good |
            | `failed` | the same, but all that failed timed out |

            One failed card does not fail the others: the order stays `writing` until the last card has come to an end. The operator
            is told of the failed card at once by `card_failed`. A person gives up on an order by canceling it.

            `shipped`, `expired` and `canceled` are for good. From the failures a person's retry leads back.

            ## Moves of tasks

            The first row that fits counts; where none fits, nothing moves. Every end of work also ends the lease. Terminal words are
            left by no row: a retry makes a new task beside the old one, which stays as it was, marked as superseded.
            """;

    static final String BETWEEN = """

            ## What is owed

            Effects are written with the move and carried out after it, at least once, each under a key that the same move always
            gives. Besides those in the table of moves:

            """;

    static final String AFTER = """

            ## Leases

            - A lease lives %d s; workers renew it every %d s and at each new word. Only the scheduler's clock ends it, and only by
              the reaper: a worker that comes back before that goes on working.
            - A call with the wrong token or account changes nothing (`task.lease_lost`).
            - A heartbeat whose number is not higher than the last one's, or whose word comes before the present one, only renews.
            - A finish that is repeated with the same token is accepted and changes nothing.
            - A task has at most one lease, and a slot of a host at most one task.
            - A worker of a canceled order is told so by its next heartbeat. Whatever it then reports, the task ends `canceled`; a
              card that was finished all the same keeps its result and gets a warning.

            ## Attempts

            - Attempts: %d for create, %d for download, %d for write. An error that the worker calls not retryable fails at once.
            - An attempt that was given back, or whose lease ran out, does not count. More than %d leases that run out end the task
              as `timedout`.
            - The pause before the next attempt is %d s, doubles each time, and is at most %d minutes.
            - The number of an attempt is never used twice, because it names the log.
            - What happened is kept in the order's history: %d entries; of the oldest only how many they were. An order has at most
              %d tasks, retries included.

            ## Shelf and warehouse

            The download task waits in `pending_end_of_writes` without a lease until every card is written, or the order is canceled and
            no worker writes from the shelf any more; then the same host may claim it again to remove the image. That it fails to
            do so does not fail the order; a retry of that task tries again.

            A host that lost a download, or failed at it, may keep a part on its shelf while another host goes on; its downloader
            sweeps what it finds too old.

            The warehouse may remove what it holds of an order that is `shipped`, `expired` or `canceled` once no worker is at it.
            Only then can the order be deleted.
            """;

    private LifecycleWords() {}
}
