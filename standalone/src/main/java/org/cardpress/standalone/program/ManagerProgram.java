package org.cardpress.standalone.program;

import java.net.URI;
import org.cardpress.manager.Manager;
import org.cardpress.manager.ManagerConfig;
import org.cardpress.manager.RunningManager;
import org.cardpress.standalone.settings.Setting;
import org.cardpress.standalone.settings.Settings;

/** The manager UI out of settings. */
public final class ManagerProgram implements Program {

    @Override
    public RunningManager start(Settings settings) {
        Settings.Address listen = settings.address(Setting.MANAGER_LISTEN);
        String publicUrl = settings.text(Setting.MANAGER_PUBLIC_URL);
        return Manager.start(new ManagerConfig(
                listen.host(),
                listen.port(),
                settings.uri(Setting.SCHEDULER_URL),
                publicUrl.isBlank() ? null : URI.create(publicUrl)));
    }
}
