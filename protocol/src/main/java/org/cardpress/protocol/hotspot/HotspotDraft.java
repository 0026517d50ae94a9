package org.cardpress.protocol.hotspot;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a {@link HotspotConfig} key by key, of the newest schema. For one thread. */
public final class HotspotDraft {
    private final int schema;
    private final String name;
    private @Nullable String title;
    private @Nullable String domain;
    private BaseImage base;
    private @Nullable Long size;
    private @Nullable Wifi wifi;
    private @Nullable String language;
    private @Nullable String timezone;
    private @Nullable AdminAccount admin;
    private @Nullable Branding branding;
    private List<ChosenBook> books;
    private List<ContentPackage> packages;
    private List<ContentFile> files;
    private List<OciImage> ociImages;
    private List<ReaderProgram> readers;
    private @Nullable Boolean metrics;
    private Map<String, Object> offspot;

    /** A copy of the config, to change. */
    public static HotspotDraft of(HotspotConfig config) {
        return new HotspotDraft(config, config.name());
    }

    /** A hotspot of this name with nothing on it. */
    public static HotspotDraft named(String name, BaseImage base) {
        return of(new HotspotConfig(HotspotConfig.SCHEMA, name, base, null, null, null));
    }

    private HotspotDraft(HotspotConfig config, String name) {
        this.schema = config.schema();
        this.name = name;
        this.title = config.title();
        this.domain = config.domain();
        this.base = config.base();
        this.size = config.size();
        this.wifi = config.wifi();
        this.language = config.language();
        this.timezone = config.timezone();
        this.admin = config.admin();
        this.branding = config.branding();
        this.books = config.books();
        this.packages = config.packages();
        this.files = config.files();
        this.ociImages = config.ociImages();
        this.readers = config.readers();
        this.metrics = config.metrics();
        this.offspot = config.offspot();
    }

    public HotspotDraft title(@Nullable String title) {
        this.title = title;
        return this;
    }

    public HotspotDraft domain(@Nullable String domain) {
        this.domain = domain;
        return this;
    }

    public HotspotDraft base(BaseImage base) {
        this.base = base;
        return this;
    }

    public HotspotDraft size(@Nullable Long bytes) {
        this.size = bytes;
        return this;
    }

    public HotspotDraft wifi(@Nullable Wifi wifi) {
        this.wifi = wifi;
        return this;
    }

    public HotspotDraft language(@Nullable String language) {
        this.language = language;
        return this;
    }

    public HotspotDraft timezone(@Nullable String timezone) {
        this.timezone = timezone;
        return this;
    }

    public HotspotDraft admin(@Nullable AdminAccount admin) {
        this.admin = admin;
        return this;
    }

    public HotspotDraft branding(@Nullable Branding branding) {
        this.branding = branding;
        return this;
    }

    public HotspotDraft books(List<ChosenBook> books) {
        this.books = books;
        return this;
    }

    public HotspotDraft packages(List<ContentPackage> packages) {
        this.packages = packages;
        return this;
    }

    public HotspotDraft files(List<ContentFile> files) {
        this.files = files;
        return this;
    }

    public HotspotDraft ociImages(List<OciImage> ociImages) {
        this.ociImages = ociImages;
        return this;
    }

    public HotspotDraft readers(List<ReaderProgram> readers) {
        this.readers = readers;
        return this;
    }

    public HotspotDraft metrics(@Nullable Boolean metrics) {
        this.metrics = metrics;
        return this;
    }

    public HotspotDraft offspot(Map<String, Object> offspot) {
        this.offspot = offspot;
        return this;
    }

    /** The config as it is now. */
    public HotspotConfig config() {
        return new HotspotConfig(
                schema, name, title, domain, base, size, wifi, language, timezone, admin, branding, books, packages,
                files, ociImages, readers, metrics, offspot);
    }
}
