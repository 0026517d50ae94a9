package org.cardpress.protocol.client;

import org.cardpress.protocol.Page;
import org.cardpress.protocol.catalog.Channel;

/** The part of {@link SchedulerClient} about channels. */
public final class ChannelCalls {
    private final Calls calls;

    ChannelCalls(Calls calls) {
        this.calls = calls;
    }

    public Page<Channel> list(int skip, int limit) {
        return calls.page(Calls.list("/channels", skip, limit), Channel.class);
    }

    public Channel get(String slug) {
        return calls.call("GET", Query.path("channels", slug), null, Channel.class);
    }

    /** Adds the channel or replaces the one with its slug. */
    public Channel put(Channel channel) {
        return calls.call("PUT", Query.path("channels", channel.slug()), channel, Channel.class);
    }
}
