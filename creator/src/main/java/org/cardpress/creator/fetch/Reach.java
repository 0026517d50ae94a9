package org.cardpress.creator.fetch;

import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.cardpress.creator.job.CreateFailure;
import org.cardpress.protocol.net.AllowedHosts;

/** Which servers an order may make this machine talk to, by the rule of {@link AllowedHosts}; what it forbids ends the build. */
public final class Reach {
    private static final String SETTING = "creator.private-hosts";

    private final AllowedHosts hosts;

    private Reach(AllowedHosts hosts) {
        this.hosts = hosts;
    }

    /** @param privateHosts hosts outside of the public internet that may be asked, as URLs name them; {@code *} for all */
    public static Reach allowing(List<String> privateHosts) {
        return new Reach(AllowedHosts.of(privateHosts, SETTING));
    }

    /** Any server, for addresses that no order chose. */
    static Reach everywhere() {
        return allowing(List.of("*"));
    }

    /** The rule, for those who ask by other means. */
    public AllowedHosts hosts() {
        return hosts;
    }

    /** Refuses a URL whose host has an address that is not public, or whose host has none. */
    void check(URI uri) throws UnknownHostException {
        Optional<String> address = hosts.privateAddress(uri);
        if (address.isPresent()) {
            throw CreateFailure.wrong(
                    "content.not_allowed",
                    "the host of " + uri + " has the address " + address.get() + " (expected " + hosts.expected()
                            + ")");
        }
    }
}
