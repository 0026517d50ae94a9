package org.cardpress.creator.fetch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cardpress.creator.job.CreateFailure;
import org.cardpress.protocol.hotspot.Checksum;
import org.cardpress.protocol.runtime.CancelSignal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the server of a large file for what is needed to share it out: its exact size, and the metalink that its network may publish
 * (RFC 6249 {@code Link} header; for ZIM files also the neighbour {@code .meta4} that their publishers keep), with more mirrors and
 * hashes of pieces. A metalink that does not agree with the checksum of the order is not used. Only files with a checksum are shared
 * out, since it alone shows that the places gave the same file.
 */
final class Offers {
    private static final Logger LOG = LoggerFactory.getLogger(Offers.class);
    private static final int MOST_METALINK = 16 << 20;
    private static final int MOST_ASKED = 3;
    private static final Pattern DESCRIBED = Pattern.compile("<([^>]+)>([^<]*)");

    private final Web web;
    private final PiecePolicy policy;

    Offers(Web web, PiecePolicy policy) {
        this.web = web;
        this.policy = policy;
    }

    /** Empty where the file is small, or its server does not tell enough: then it is fetched in one go. */
    Optional<Offer> ask(Source source, CancelSignal cancel) {
        Checksum checksum = source.checksum();
        Long declared = source.size();
        if (checksum == null || declared != null && declared < policy.least()) {
            return Optional.empty();
        }
        for (URI place :
                source.places().subList(0, Math.min(MOST_ASKED, source.places().size()))) {
            try (Answer answer = web.open("HEAD", place, Map.of(), cancel)) {
                long size = answer.length();
                if (answer.code() == 200 && size >= 0 && (declared == null || declared == size)) {
                    return size < policy.least()
                            ? Optional.empty()
                            : Optional.of(offer(source, checksum, answer, cancel));
                }
                LOG.debug("{} answered {} with {} bytes", place, answer.code(), size);
            } catch (IOException | CreateFailure e) {
                cancel.throwIfRaised();
                LOG.debug("{} does not tell its size: {}", place, e.getMessage());
            }
        }
        return Optional.empty();
    }

    private Offer offer(Source source, Checksum checksum, Answer answer, CancelSignal cancel) {
        long size = answer.length();
        Set<URI> places = new LinkedHashSet<>(source.places());
        for (URI at : metalinks(source, answer)) {
            Optional<Metalink> found = metalink(at, cancel).filter(each -> each.isOf(size, checksum));
            if (found.isPresent()) {
                places.addAll(found.get().urls());
                PieceHashes hashes = found.get().pieces();
                return Offer.of(
                        size,
                        policy.bytes(),
                        hashes != null && hashes.cover(size) ? hashes : null,
                        List.copyOf(places));
            }
        }
        return Offer.of(size, policy.bytes(), null, List.copyOf(places));
    }

    private static Set<URI> metalinks(Source source, Answer answer) {
        Set<URI> found = new LinkedHashSet<>();
        for (Optional<Answer> hop = Optional.of(answer);
                hop.isPresent();
                hop = hop.get().before()) {
            for (String header : hop.get().headers("Link")) {
                for (Matcher link = DESCRIBED.matcher(header); link.find(); ) {
                    String parameters = link.group(2).toLowerCase(Locale.ROOT).replace("\"", "");
                    if (parameters.contains("rel=describedby") && parameters.contains("application/metalink4+xml")) {
                        resolve(hop.get().uri(), link.group(1)).ifPresent(found::add);
                    }
                }
            }
        }
        if (found.isEmpty() && source.uri().getPath().toLowerCase(Locale.ROOT).endsWith(".zim")) {
            resolve(source.uri(), source.uri().getRawPath() + ".meta4").ifPresent(found::add);
        }
        return found;
    }

    private static Optional<URI> resolve(URI base, String reference) {
        try {
            return Optional.of(base.resolve(reference));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<Metalink> metalink(URI at, CancelSignal cancel) {
        try (Answer answer = web.open("GET", at, Map.of(), cancel)) {
            if (answer.code() != 200) {
                LOG.debug("{} answered {}", at, answer.code());
                return Optional.empty();
            }
            byte[] bytes = answer.body().readNBytes(MOST_METALINK + 1);
            if (bytes.length > MOST_METALINK) {
                throw new IOException("it has more than " + MOST_METALINK + " bytes");
            }
            return Optional.of(Metalink.read(new ByteArrayInputStream(bytes)));
        } catch (IOException | CreateFailure e) {
            cancel.throwIfRaised();
            LOG.warn("metalink {} is not used: {}", at, e.getMessage());
            return Optional.empty();
        }
    }
}
