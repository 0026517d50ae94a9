package org.cardpress.scheduler.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cardpress.protocol.catalog.SettingsChange;
import org.cardpress.protocol.catalog.ShopSettings;
import org.cardpress.scheduler.catalog.Settings;

/** What managers set while the scheduler runs. */
@Controller("/settings")
@Tag(name = "settings")
@ExecuteOn(Threads.API)
final class SettingsController {
    private final Settings settings;

    SettingsController(Settings settings) {
        this.settings = settings;
    }

    /** Shows the settings. */
    @Get
    ShopSettings settings() {
        return settings.now();
    }

    /** Sets all of them; refused where they were changed since the version that was read. */
    @Put
    ShopSettings set(HttpRequest<?> request, @Body SettingsChange change) {
        return settings.change(change, Caller.of(request));
    }
}
