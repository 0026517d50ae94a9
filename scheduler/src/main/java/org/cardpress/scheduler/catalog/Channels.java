package org.cardpress.scheduler.catalog;

import jakarta.inject.Singleton;
import java.util.List;
import org.cardpress.protocol.catalog.Channel;
import org.cardpress.scheduler.record.Actor;
import org.cardpress.scheduler.record.ChannelRecord;
import org.cardpress.scheduler.store.KeyedStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the channels. They are never deleted, as orders speak of them; an inactive one takes no new orders. */
@Singleton
public final class Channels {
    private static final Logger LOG = LoggerFactory.getLogger(Channels.class);
    private static final String WHAT = "channel";

    private final KeyedStore<ChannelRecord> store;

    public Channels(KeyedStore<ChannelRecord> store) {
        this.store = store;
    }

    public Channel add(Channel channel, Actor by) {
        check(channel);
        if (!store.insert(new ChannelRecord(1, channel))) {
            throw Revision.taken(WHAT, channel.slug());
        }
        LOG.info("channel {} added by {}", channel.slug(), by.username());
        return channel;
    }

    public Channel get(String slug) {
        return Revision.find(store, WHAT, slug).channel();
    }

    public List<Channel> list(int skip, int limit) {
        return store.list(skip, limit).stream().map(ChannelRecord::channel).toList();
    }

    public long count() {
        return store.count();
    }

    /** Adds it, or puts it in the place of the channel of this slug. */
    public Channel put(String slug, Channel channel, Actor by) {
        check(channel);
        new Findings()
                .expect(channel.slug().equals(slug), "slug", "slugs do not change (expected " + slug + ")")
                .throwIfAny();
        if (!store.insert(new ChannelRecord(1, channel))) {
            Revision.change(store, WHAT, slug, record -> new ChannelRecord(record.version() + 1, channel));
        }
        LOG.info("channel {} put by {}: {}", slug, by.username(), channel);
        return channel;
    }

    private static void check(Channel channel) {
        new Findings()
                .slug("slug", channel.slug())
                .text("name", channel.name(), 100)
                .text("senderName", channel.senderName(), 100)
                .text("senderAddress", channel.senderAddress(), 500)
                .email("senderEmail", channel.senderEmail())
                .throwIfAny();
    }
}
