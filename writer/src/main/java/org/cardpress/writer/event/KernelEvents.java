package org.cardpress.writer.event;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rings whenever the kernel announces that a block device came, changed or went, from a daemon thread that ends within a second
 * of closing. Where there are no announcements this is said once, and polling goes on alone.
 */
public final class KernelEvents implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KernelEvents.class);
    /** Inode of the first user namespace ({@code PROC_USER_INIT_INO} in {@code linux/proc_ns.h}). */
    private static final String FIRST_NAMESPACE = "user:[4026531837]";

    private final CardEvents events;
    private volatile boolean closed;

    private KernelEvents(CardEvents events) {
        this.events = events;
    }

    /** Begins to listen, where that is possible. Never fails: without announcements the slots are looked at all the same. */
    public static KernelEvents start(CardEvents events) {
        return start(events, Path.of("/proc/self/ns/user"));
    }

    static KernelEvents start(CardEvents events, Path namespace) {
        try {
            if (Files.isSymbolicLink(namespace)
                    && !Files.readSymbolicLink(namespace).toString().equals(FIRST_NAMESPACE)) {
                LOG.info(
                        "the kernel announces no cards in this user namespace: slots are looked at every {} s",
                        seconds(events));
                return new KernelEvents(events);
            }
            UeventSocket socket = UeventSocket.open();
            KernelEvents started = new KernelEvents(events);
            Thread thread = new Thread(() -> started.listen(socket), "card-events");
            thread.setDaemon(true);
            thread.start();
            return started;
        } catch (IOException | UnsatisfiedLinkError refused) {
            LOG.info(
                    "no card events ({}): slots are looked at every {} s",
                    String.valueOf(refused.getMessage()),
                    seconds(events));
            return new KernelEvents(events);
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    private void listen(UeventSocket socket) {
        try (socket) {
            while (!closed) {
                Uevent.parse(socket.receive()).filter(Uevent::isOfABlockDevice).ifPresent(event -> {
                    LOG.debug("{} of {}", event.action(), event.device());
                    events.ring();
                });
            }
        } catch (IOException failed) {
            LOG.warn("no more card events ({}): slots are looked at every {} s", failed.getMessage(), seconds(events));
        }
    }

    private static double seconds(CardEvents events) {
        return events.lookEvery().toMillis() / 1000.0;
    }
}
