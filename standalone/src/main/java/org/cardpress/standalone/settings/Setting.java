package org.cardpress.standalone.settings;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Everything that can be configured, each once: its key in the YAML files, its kind, its default and what it is for. The name of
 * its environment variable follows from the key.
 */
public enum Setting {
    LOG_LEVEL("log.level", Kind.LEVEL, "info", "How much the programs tell on standard error."),
    STATE_DIR(
            "state.dir",
            Kind.PATH,
            "/var/lib/cardpress",
            "Folder under which every program keeps its own folder, unless told otherwise below."),

    SCHEDULER_URL(
            "scheduler.url",
            Kind.URL,
            "http://127.0.0.1:8420",
            "Where the other programs and `cardpress ctl` reach the scheduler."),
    SCHEDULER_LISTEN("scheduler.listen", Kind.ADDRESS, "127.0.0.1:8420", "Where the scheduler listens."),
    SCHEDULER_STATE_DIR(
            "scheduler.state-dir",
            Kind.PATH,
            "${state.dir}/scheduler",
            "Keys of the scheduler, and the embedded store where no `scheduler.mongodb-uri` is given."),
    SCHEDULER_MONGODB_URI(
            "scheduler.mongodb-uri",
            Kind.SECRET,
            "",
            "A MongoDB replica set, `mongodb://…/DATABASE`. Empty: the embedded store, for one machine."),
    SCHEDULER_LEASE(
            "scheduler.lease",
            Kind.DURATION,
            "90s",
            "How long a worker that is silent keeps its task; longer than the heartbeat."),
    SCHEDULER_HEARTBEAT("scheduler.heartbeat", Kind.DURATION, "30s", "How often workers renew their lease."),
    SCHEDULER_RETRY_AFTER(
            "scheduler.retry-after",
            Kind.DURATION,
            "5s",
            "Pause before a task whose attempt failed or was lost is tried again; doubles each time, at most 10m."),
    SCHEDULER_LIBRARY_URLS(
            "scheduler.library-urls",
            Kind.LIST,
            "",
            "Kiwix servers whose books orders may name, such as `https://library.kiwix.org`; without `/catalog`. Empty: books by URL only."),
    SCHEDULER_LIBRARY_FRESH(
            "scheduler.library-fresh",
            Kind.DURATION,
            "1h",
            "Age from which their catalogs are read again, behind the back of whoever asks for books."),
    SCHEDULER_PRIVATE_HOSTS(
            "scheduler.private-hosts",
            Kind.LIST,
            "",
            "Hosts outside of the public internet that `POST /hotspots/check` may ask for a config's contents; `*` for all. Empty: none."),

    SCHEDULER_UPLOADS_DIR(
            "scheduler.uploads-dir",
            Kind.PATH,
            "${scheduler.state-dir}/uploads",
            "Files that customers upload; of several schedulers on one MongoDB the same shared folder."),
    SCHEDULER_UPLOADS_QUOTA(
            "scheduler.uploads-quota",
            Kind.SIZE,
            "20G",
            "Bytes of uploads that one organisation, or one account without any, may keep."),
    SCHEDULER_UPLOADS_LEFTOVERS_AGE(
            "scheduler.uploads-leftovers-age",
            Kind.DURATION,
            "7d",
            "After which an upload that nobody went on with is removed."),

    WORKER_HOST(
            "worker.host",
            Kind.TEXT,
            "",
            "Name of this machine towards the scheduler. Empty: the machine's host name."),
    WORKER_USERNAME(
            "worker.username",
            Kind.TEXT,
            "",
            "Account of this machine's creator, downloader, writer or warehouse at the scheduler."),
    WORKER_PASSWORD("worker.password", Kind.SECRET, "", "Password of that account. Better: `worker.password-file`."),
    WORKER_PASSWORD_FILE(
            "worker.password-file",
            Kind.TEXT,
            "",
            "File whose first line is that password; wins over `worker.password`."),

    WORKER_GRACE(
            "worker.grace",
            Kind.DURATION,
            "20s",
            "How long work that is nearly done may go on when the program is told to end; the rest is given back."),

    WAREHOUSE_SLUG("warehouse.slug", Kind.TEXT, "main", "Short name of this warehouse at the scheduler."),
    WAREHOUSE_DIR("warehouse.dir", Kind.PATH, "${state.dir}/warehouse", "Where the images lie."),
    WAREHOUSE_RESERVE("warehouse.reserve", Kind.SIZE, "1G", "Bytes of the disk that uploads leave free."),
    WAREHOUSE_LEFTOVERS_AGE(
            "warehouse.leftovers-age",
            Kind.DURATION,
            "2d",
            "After which an upload that nobody went on with is removed."),
    WAREHOUSE_REMOVALS_EVERY(
            "warehouse.removals-every",
            Kind.DURATION,
            "1m",
            "How often the scheduler is asked for images that may go."),
    WAREHOUSE_FTP_LISTEN(
            "warehouse.ftp-listen", Kind.ADDRESS, "127.0.0.1:2121", "Where workers bring and fetch images."),
    WAREHOUSE_FTP_PASSIVE_PORTS(
            "warehouse.ftp-passive-ports",
            Kind.PORTS,
            "",
            "Ports of FTP data connections, for firewalls, such as 50000-50099."),
    WAREHOUSE_FTP_PASSIVE_ADDRESS(
            "warehouse.ftp-passive-address",
            Kind.TEXT,
            "",
            "Address told to clients for data connections, where the warehouse stands behind NAT."),
    WAREHOUSE_HTTP_LISTEN(
            "warehouse.http-listen", Kind.ADDRESS, "127.0.0.1:8421", "Where the public fetches link orders."),
    WAREHOUSE_TLS_CERTIFICATE(
            "warehouse.tls-certificate",
            Kind.TEXT,
            "",
            "PEM file with the certificate chain for FTP (explicit TLS) and HTTPS. Empty: no TLS."),
    WAREHOUSE_TLS_KEY("warehouse.tls-key", Kind.TEXT, "", "PEM file with its private key (PKCS#8, no password)."),

    CREATOR_DIR(
            "creator.dir",
            Kind.PATH,
            "${state.dir}/creator",
            "Images being made; of one creator alone, emptied at its start."),
    CREATOR_CACHE_DIR(
            "creator.cache-dir",
            Kind.PATH,
            "${state.dir}/creator-cache",
            "Fetched contents and base images, kept for the next order; creators may share it."),
    CREATOR_CACHE_SIZE(
            "creator.cache-size",
            Kind.SIZE,
            "200G",
            "Bytes that contents, and again base images, may take there between builds."),
    CREATOR_PARALLEL("creator.parallel", Kind.COUNT, "1", "Images made at once, 1 to 16."),
    CREATOR_CONTENT_DIRS(
            "creator.content-dirs",
            Kind.LIST,
            "",
            "Folders of this machine whose files an order may name as `file:` URLs. Empty: none."),
    CREATOR_PRIVATE_HOSTS(
            "creator.private-hosts",
            Kind.LIST,
            "",
            "Hosts outside of the public internet that an order may name, such as a mirror or a registry in the house; `*` for all. Empty: none."),
    CREATOR_REGISTRY_LOGINS(
            "creator.registry-logins",
            Kind.TEXT,
            "",
            "File with logins for container registries, as `docker login` and `skopeo login` write it. Empty: none."),

    DOWNLOADER_PARALLEL("downloader.parallel", Kind.COUNT, "2", "Images fetched at once, 1 to 16."),
    DOWNLOADER_SHELF(
            "downloader.shelf",
            Kind.PATH,
            "${state.dir}/shelf",
            "Where images of this writer host wait until all their cards are written; the writer reads them there."),

    WRITER_DIR(
            "writer.dir",
            Kind.PATH,
            "${state.dir}/writer",
            "Records of finished cards, and of what is in the slots; must outlive a restart."),
    WRITER_SLOTS(
            "writer.slots",
            Kind.LIST,
            "",
            "Card slots of this machine as NAME=ADDRESS, such as `A=/dev/disk/by-path/…` or `A=usb3:…`; docs/slots.md tells which stay."),
    WRITER_LARGEST_CARD(
            "writer.largest-card", Kind.SIZE, "2T", "A larger device is taken for a disk and never written."),
    WRITER_OVERWRITE(
            "writer.overwrite",
            Kind.TEXT,
            "ask",
            "What becomes of a card that carries partitions, a file system or a finished image: ask (a person confirms, or changes it) or always (it is overwritten)."),
    WRITER_WIPE(
            "writer.wipe",
            Kind.TEXT,
            "signatures",
            "What becomes of old contents that the image leaves: none (they stay), signatures (nothing recognises them), discard or zero (overwritten)."),
    WRITER_GIVE_UP_AFTER(
            "writer.give-up-after",
            Kind.DURATION,
            "45s",
            "How long one call on a card may take before the card is given up, 3s to 10m; after a third of it the operator is told."),

    MANAGER_LISTEN("manager.listen", Kind.ADDRESS, "127.0.0.1:8422", "Where the web UI listens."),
    MANAGER_PUBLIC_URL(
            "manager.public-url",
            Kind.TEXT,
            "",
            "The web UI as people type it, where a proxy with TLS stands in front; `https:` makes its cookies Secure.");

    /** First part of every environment variable that Cardpress reads. */
    public static final String ENVIRONMENT_PREFIX = "CARDPRESS_";

    private final String key;
    private final Kind kind;
    private final String fallback;
    private final String description;

    Setting(String key, Kind kind, String fallback, String description) {
        this.key = key;
        this.kind = kind;
        this.fallback = fallback;
        this.description = description;
    }

    /** Dotted path in the YAML files. */
    public String key() {
        return key;
    }

    public Kind kind() {
        return kind;
    }

    /** The value where nobody gives one; {@code ${other.key}} stands for another setting's value. */
    public String fallback() {
        return fallback;
    }

    /** One sentence for the configuration page. */
    public String description() {
        return description;
    }

    /** Name of the environment variable: {@code scheduler.state-dir} is {@code CARDPRESS_SCHEDULER_STATE_DIR}. */
    public String environmentName() {
        return ENVIRONMENT_PREFIX
                + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    static Optional<Setting> ofKey(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key.equals(key))
                .findFirst();
    }

    static Optional<Setting> ofEnvironment(String name) {
        return Arrays.stream(values())
                .filter(setting -> setting.environmentName().equals(name))
                .findFirst();
    }

    /** The key most like a wrong one, for the message that refuses it. */
    static String nearestKey(String wrong) {
        return Arrays.stream(values())
                .map(Setting::key)
                .min(Comparator.comparingInt(key -> EditDistance.between(key, wrong)))
                .orElseThrow();
    }
}
