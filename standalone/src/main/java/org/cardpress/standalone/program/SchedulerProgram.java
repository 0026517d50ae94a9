package org.cardpress.standalone.program;

import java.util.Map;
import java.util.function.Consumer;
import org.cardpress.protocol.auth.Credentials;
import org.cardpress.protocol.catalog.Channel;
import org.cardpress.scheduler.RunningScheduler;
import org.cardpress.scheduler.Scheduler;
import org.cardpress.scheduler.SchedulerConfig;
import org.cardpress.scheduler.auth.PasswordCost;
import org.cardpress.standalone.settings.Setting;
import org.cardpress.standalone.settings.Settings;

/** The scheduler out of settings. */
public final class SchedulerProgram implements Program {

    private final Consumer<Credentials> firstAdministrator;

    /** @param firstAdministrator told the first account of a new store, once in its life */
    public SchedulerProgram(Consumer<Credentials> firstAdministrator) {
        this.firstAdministrator = firstAdministrator;
    }

    @Override
    public RunningScheduler start(Settings settings) {
        Settings.Address listen = settings.address(Setting.SCHEDULER_LISTEN);
        String mongodb = settings.text(Setting.SCHEDULER_MONGODB_URI);
        return Scheduler.start(new SchedulerConfig(
                listen.host(),
                listen.port(),
                settings.path(Setting.SCHEDULER_STATE_DIR),
                mongodb.isBlank() ? null : mongodb,
                new Channel("default", "Default", true, null, null, null),
                null,
                PasswordCost.STANDARD,
                firstAdministrator,
                Map.of(
                        "cardpress.uploads.dir",
                                settings.path(Setting.SCHEDULER_UPLOADS_DIR).toString(),
                        "cardpress.uploads.quota", settings.size(Setting.SCHEDULER_UPLOADS_QUOTA),
                        "cardpress.uploads.leftovers-age",
                                settings.duration(Setting.SCHEDULER_UPLOADS_LEFTOVERS_AGE)
                                        .toString(),
                        "cardpress.library.urls", settings.list(Setting.SCHEDULER_LIBRARY_URLS),
                        "cardpress.library.fresh",
                                settings.duration(Setting.SCHEDULER_LIBRARY_FRESH)
                                        .toString(),
                        "cardpress.preflight.private-hosts", settings.list(Setting.SCHEDULER_PRIVATE_HOSTS),
                        "cardpress.line.lease",
                                settings.duration(Setting.SCHEDULER_LEASE).toString(),
                        "cardpress.line.heartbeat",
                                settings.duration(Setting.SCHEDULER_HEARTBEAT).toString(),
                        "cardpress.line.retry-after",
                                settings.duration(Setting.SCHEDULER_RETRY_AFTER).toString())));
    }
}
