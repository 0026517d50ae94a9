package org.cardpress.standalone.program;

import java.io.IOException;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import org.cardpress.creator.Creator;
import org.cardpress.creator.CreatorConfig;
import org.cardpress.protocol.auth.Credentials;
import org.cardpress.standalone.settings.Setting;
import org.cardpress.standalone.settings.Settings;

/** The creator out of settings. Warehouses are trusted as the JVM's own trust store says. */
public final class CreatorProgram implements Program {

    @Override
    public Creator start(Settings settings) throws IOException, NoSuchAlgorithmException {
        WorkerLogin login = WorkerLogin.of(settings);
        String registryLogins = settings.text(Setting.CREATOR_REGISTRY_LOGINS);
        return Creator.start(new CreatorConfig(
                login.scheduler(),
                () -> new Credentials(login.username(), login.password()),
                login.host(),
                settings.path(Setting.CREATOR_DIR),
                settings.path(Setting.CREATOR_CACHE_DIR),
                settings.size(Setting.CREATOR_CACHE_SIZE),
                settings.list(Setting.CREATOR_CONTENT_DIRS).stream()
                        .map(Path::of)
                        .toList(),
                settings.list(Setting.CREATOR_PRIVATE_HOSTS),
                settings.count(Setting.CREATOR_PARALLEL),
                settings.duration(Setting.WORKER_GRACE),
                SSLContext.getDefault(),
                registryLogins.isEmpty() ? null : Path.of(registryLogins)));
    }
}
