package org.cardpress.creator.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.cardpress.creator.job.CreateFailure;
import org.cardpress.creator.job.CreateListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a file that has a checksum: a large one in pieces, from all its places. Where what they gave together is wrong, or an earlier
 * run left something wrong, each place is asked alone, for the pieces that others gave. Used once.
 */
final class ProvenDownload {
    private static final Logger LOG = LoggerFactory.getLogger(ProvenDownload.class);

    private final Web web;
    private final Retries retries;
    private final DiskSpace space;
    private final PiecePolicy policy;
    private final CreateListener watch;
    private final Path part;
    private @Nullable PieceLog log;

    ProvenDownload(Web web, Retries retries, DiskSpace space, PiecePolicy policy, CreateListener watch, Path part) {
        this.web = web;
        this.retries = retries;
        this.space = space;
        this.policy = policy;
        this.watch = watch;
        this.part = part;
    }

    /** Leaves the right file; or a part that another attempt can use; or, where none would help, nothing. */
    void bring(Source source) throws IOException {
        try {
            fromAnywhere(source);
            Files.deleteIfExists(PieceLog.beside(part));
        } catch (CreateFailure e) {
            if (!e.error().retryable()) {
                for (Path left : List.of(part, PieceLog.beside(part), HttpDownload.tag(part))) {
                    Files.deleteIfExists(left);
                }
            }
            throw e;
        }
    }

    private void fromAnywhere(Source source) throws IOException {
        Optional<Offer> offer = new Offers(web, policy).ask(source, watch.cancel());
        List<URI> places = offer.map(Offer::places).orElse(source.places());
        boolean mixed = Files.exists(part) || places.size() > 1;
        try {
            attempt(source, places, offer.orElse(null), null);
            return;
        } catch (CreateFailure e) {
            if (!mixed || !e.error().code().equals("content.checksum")) {
                throw e;
            }
            LOG.warn("{}; fetched once more, from each place alone", e.getMessage());
        }
        CreateFailure last = null;
        for (URI place : places) {
            try {
                attempt(source, List.of(place), offer.orElse(null), place);
                return;
            } catch (CreateFailure e) {
                last = e;
            }
        }
        throw Objects.requireNonNull(last);
    }

    private void attempt(Source source, List<URI> places, @Nullable Offer offer, @Nullable URI only)
            throws IOException {
        if (offer != null && inPieces(offer, only)) {
            Fetcher.check(source, part, watch);
            return;
        }
        if (Files.deleteIfExists(PieceLog.beside(part))) {
            // What lies there is no begin of the file: it has gaps.
            Files.deleteIfExists(part);
            log = null;
        }
        Source here = new Source(places.get(0), source.size(), source.checksum(), places.subList(1, places.size()));
        new HttpDownload(web, retries, space, watch).bring(here, part);
        try {
            Fetcher.check(here, part, watch);
        } catch (CreateFailure e) {
            Files.deleteIfExists(part);
            throw e;
        }
    }

    private boolean inPieces(Offer offer, @Nullable URI only) throws IOException {
        PieceLog known = log;
        if (known == null) {
            known = PieceLog.open(part, offer);
            log = known;
        }
        return new ParallelDownload(web, retries, space, policy, watch).bring(offer, only, part, known);
    }
}
