package org.cardpress.standalone.settings;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Renders {@code docs/configuration.md} from {@link Setting}; a test compares it with the page in the tree. */
public final class ConfigurationPage {

    private ConfigurationPage() {}

    public static String markdown() {
        return """
                # Configuration

                <!-- Rendered from the code: ./cardpress settings --markdown > docs/configuration.md -->

                Every program reads all of `/etc/cardpress/*.yml` in name order, then the file given with `--config FILE`, then environment
                variables; what comes later wins. An unknown key or a value of the wrong kind stops the program at its start, by name.
                `./cardpress settings` shows what is in effect and where each value came from (secrets masked).

                ```yaml
                # /etc/cardpress/10-writer-host.yml
                scheduler:
                  url: https://scheduler.example.org
                worker:
                  username: bamako
                  password-file: /etc/cardpress/worker.password
                writer:
                  slots:
                    - A=/dev/disk/by-path/pci-0000:00:14.0-usb-0:1.1:1.0-scsi-0:0:0:0
                    - B=/dev/disk/by-path/pci-0000:00:14.0-usb-0:1.2:1.0-scsi-0:0:0:0
                ```

                | key | environment variable | kind | default | what for |
                |---|---|---|---|---|
                """ + Arrays.stream(Setting.values()).map(ConfigurationPage::row).collect(Collectors.joining());
    }

    private static String row(Setting setting) {
        String fallback = setting.fallback().isEmpty() ? "" : "`" + setting.fallback() + "`";
        return "| `%s` | `%s` | %s | %s | %s |%n"
                .formatted(
                        setting.key(),
                        setting.environmentName(),
                        setting.kind().expected(),
                        fallback,
                        setting.description());
    }
}
