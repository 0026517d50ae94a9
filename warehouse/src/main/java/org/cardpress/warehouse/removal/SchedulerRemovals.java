package org.cardpress.warehouse.removal;

import java.util.List;
import org.cardpress.protocol.client.SchedulerClient;
import org.cardpress.protocol.image.Removals;

/** Asks the scheduler which images of one warehouse may go. */
public final class SchedulerRemovals implements RemovalSource {
    private final SchedulerClient scheduler;
    private final String slug;

    public SchedulerRemovals(SchedulerClient scheduler, String slug) {
        this.scheduler = scheduler;
        this.slug = slug;
    }

    @Override
    public List<String> listed() {
        return scheduler.warehouses().removals(slug).paths();
    }

    @Override
    public void confirm(List<String> gone) {
        scheduler.warehouses().confirmRemovals(slug, new Removals(gone));
    }
}
