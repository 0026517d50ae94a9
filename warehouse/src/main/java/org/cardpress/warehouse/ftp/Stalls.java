package org.cardpress.warehouse.ftp;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cuts downloads whose client takes no more bytes. A blocked socket write has no time limit of its own. Run it every few seconds. */
final class Stalls implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Stalls.class);

    private final Set<Watch> watched = ConcurrentHashMap.newKeySet();
    private final long patience;

    Stalls(Duration patience) {
        this.patience = patience.toNanos();
    }

    Watch watch(Runnable cut) {
        Watch watch = new Watch(cut);
        watched.add(watch);
        return watch;
    }

    @Override
    public void run() {
        watched.stream()
                .filter(watch -> System.nanoTime() - watch.moved > patience)
                .forEach(watch -> {
                    LOG.info("download stood still for {}: cut", Duration.ofNanos(patience));
                    watch.cut.run();
                });
    }

    /** Cuts all of them; for the end of the process. */
    void cutAll() {
        watched.forEach(watch -> watch.cut.run());
    }

    /** One download. */
    final class Watch implements AutoCloseable {
        private final Runnable cut;
        private volatile long moved = System.nanoTime();

        private Watch(Runnable cut) {
            this.cut = cut;
        }

        /** The bytes to send; each read tells that the ones before are gone. */
        InputStream over(InputStream bytes) {
            return new FilterInputStream(bytes) {
                @Override
                public int read(byte[] into, int from, int count) throws IOException {
                    moved = System.nanoTime();
                    return super.read(into, from, count);
                }
            };
        }

        @Override
        public void close() {
            watched.remove(this);
        }
    }
}
