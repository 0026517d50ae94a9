package org.cardpress.creator.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.cardpress.creator.job.CreateFailure;
import org.cardpress.creator.job.CreateListener;
import org.cardpress.protocol.runtime.CancelSignal;
import org.cardpress.protocol.runtime.TaskStopped;
import org.jspecify.annotations.Nullable;

/**
 * Brings one large file in pieces, from several places at a time. A place that dies or lies is dropped in the middle and its piece
 * asked elsewhere. Memory: 128 KiB for each connection, and what the network holds ready.
 */
final class ParallelDownload {
    private final Web web;
    private final Retries retries;
    private final DiskSpace space;
    private final int connections;
    private final CreateListener watch;

    ParallelDownload(Web web, Retries retries, DiskSpace space, PiecePolicy policy, CreateListener watch) {
        this.web = web;
        this.retries = retries;
        this.space = space;
        this.connections = policy.connections();
        this.watch = watch;
    }

    /**
     * Brings the pieces that are missing.
     *
     * @param only place to ask, whose own pieces of this run are kept and no others; null to ask them all
     * @return false where no place gives pieces of this file
     */
    boolean bring(Offer offer, @Nullable URI only, Path part, PieceLog log) throws IOException {
        BitSet missing = log.missing(only);
        Path directory = Objects.requireNonNull(part.toAbsolutePath().getParent());
        space.require(
                directory,
                missing.cardinality() * offer.pieceBytes(),
                "the download of " + offer.places().get(0));
        try (FileChannel file = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (file.size() > offer.size()) {
                file.truncate(offer.size());
            }
            watch.advance(offer.size()
                    - missing.stream()
                            .mapToLong(each -> offer.end(each) - offer.begin(each))
                            .sum());
            List<URI> places = only == null ? offer.places() : List.of(only);
            return new Run(offer, new Mirrors(places, retries), file, log, missing).run();
        }
    }

    private final class Run {
        private final Offer offer;
        private final Mirrors mirrors;
        private final FileChannel file;
        private final PieceLog log;
        private final BitSet missing;
        private final CancelSignal stop = new CancelSignal();
        private @Nullable Exception failure;

        Run(Offer offer, Mirrors mirrors, FileChannel file, PieceLog log, BitSet missing) {
            this.offer = offer;
            this.mirrors = mirrors;
            this.file = file;
            this.log = log;
            this.missing = missing;
        }

        boolean run() throws IOException {
            int workers = Math.min(connections, missing.cardinality());
            ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, workers), ParallelDownload::thread);
            try (CancelSignal.Registration stopping =
                    watch.cancel().onRaise(() -> stop.raise(CancelSignal.Reason.CANCEL))) {
                List<Future<?>> running = new ArrayList<>();
                for (int i = 0; i < workers; i++) {
                    running.add(threads.submit(this::work));
                }
                for (Future<?> each : running) {
                    each.get();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(
                        "interrupted while fetching " + offer.places().get(0), e);
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            } finally {
                stop.raise(CancelSignal.Reason.CANCEL);
                threads.shutdown();
            }
            watch.check();
            return outcome();
        }

        private synchronized boolean outcome() throws IOException {
            if (failure instanceof IOException broken) {
                throw broken;
            }
            if (failure instanceof RuntimeException wrong) {
                throw wrong;
            }
            if (missing.isEmpty()) {
                return true;
            }
            if (mirrors.mayRecover()) {
                throw CreateFailure.later(
                        "content.unreachable",
                        "cannot fetch " + offer.places().get(0) + ": no place is left for " + missing.cardinality()
                                + " of " + offer.pieces() + " pieces: " + mirrors.reasons()
                                + " (expected one that gives them; is the network up?)");
            }
            return false;
        }

        private void work() {
            try {
                for (int piece = next(); piece >= 0; piece = next()) {
                    Optional<Mirrors.Turn> turn = mirrors.take();
                    if (turn.isEmpty()) {
                        putBack(piece);
                        return;
                    }
                    fetch(piece, turn.get());
                }
            } catch (TaskStopped e) {
                // The failure that stopped this, or the cancel, is told by the thread that waits.
                return;
            } catch (IOException | RuntimeException e) {
                fail(e);
            }
        }

        private void fetch(int piece, Mirrors.Turn turn) throws IOException {
            try {
                new PieceTransfer(offer, piece, turn.uri(), file, watch).run(web, stop);
                log.add(piece, turn.uri());
                mirrors.worked(turn);
            } catch (PieceTransfer.Misled | CreateFailure e) {
                mirrors.refused(turn, String.valueOf(e.getMessage()));
                putBack(piece);
            } catch (IOException e) {
                stop.throwIfRaised();
                if (DiskSpace.isFull(e)) {
                    throw e;
                }
                int failures = mirrors.failed(turn, e.getClass().getSimpleName() + ": " + e.getMessage());
                putBack(piece);
                pause(failures);
            }
        }

        private void pause(int failures) throws IOException {
            try {
                stop.await(retries.pause(failures));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }

        private synchronized int next() {
            stop.throwIfRaised();
            int piece = missing.nextSetBit(0);
            if (piece >= 0) {
                missing.clear(piece);
            }
            return piece;
        }

        private synchronized void putBack(int piece) {
            missing.set(piece);
        }

        private synchronized void fail(Exception why) {
            if (failure == null) {
                failure = why;
            }
            stop.raise(CancelSignal.Reason.CANCEL);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "pieces");
        thread.setDaemon(true);
        return thread;
    }
}
