package org.cardpress.scheduler.store.mongo;

import org.bson.Document;
import org.cardpress.protocol.hotspot.AdminAccount;
import org.cardpress.protocol.hotspot.Branding;
import org.cardpress.protocol.hotspot.ChosenBook;
import org.cardpress.protocol.hotspot.ContentPackage;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.hotspot.HotspotDraft;
import org.cardpress.protocol.hotspot.Picture;
import org.cardpress.protocol.hotspot.ReaderProgram;
import org.cardpress.protocol.hotspot.Wifi;

/** Maps those fields of a config that are made for people rather than for the device; sealed with the rest of it. */
final class PeopleDocuments {
    private PeopleDocuments() {}

    static Document toDocument(HotspotConfig config) {
        return Fields.empty()
                .put("title", config.title())
                .put("domain", config.domain())
                .put("wifi", config.wifi(), PeopleDocuments::wifi)
                .put("language", config.language())
                .put("timezone", config.timezone())
                .put("admin", config.admin(), admin -> Fields.empty()
                        .put("user", admin.user())
                        .put("password", admin.password())
                        .document())
                .put("branding", config.branding(), PeopleDocuments::branding)
                .putAll("books", config.books(), PeopleDocuments::book)
                .putAll("packages", config.packages(), PeopleDocuments::unpacked)
                .putAll("readers", config.readers(), PeopleDocuments::reader)
                .put("metrics", config.metrics())
                .document();
    }

    static HotspotConfig fromFields(Fields people, HotspotConfig plain) {
        return HotspotDraft.of(plain)
                .title(people.maybeText("title"))
                .domain(people.maybeText("domain"))
                .wifi(people.maybe("wifi", PeopleDocuments::wifi))
                .language(people.maybeText("language"))
                .timezone(people.maybeText("timezone"))
                .admin(people.maybe("admin", admin -> new AdminAccount(admin.text("user"), admin.text("password"))))
                .branding(people.maybe("branding", PeopleDocuments::branding))
                .books(people.all("books", PeopleDocuments::book))
                .packages(people.all("packages", PeopleDocuments::unpacked))
                .readers(people.all("readers", PeopleDocuments::reader))
                .metrics(people.has("metrics") ? people.flag("metrics") : null)
                .config();
    }

    private static Document wifi(Wifi wifi) {
        return Fields.empty()
                .put("ssid", wifi.ssid())
                .put("password", wifi.password())
                .put("country", wifi.country())
                .put("channel", wifi.channel())
                .put("hidden", wifi.hidden())
                .document();
    }

    private static Wifi wifi(Fields wifi) {
        return new Wifi(
                wifi.text("ssid"),
                wifi.maybeText("password"),
                wifi.maybeText("country"),
                wifi.has("channel") ? wifi.smallNumber("channel") : null,
                wifi.has("hidden") ? wifi.flag("hidden") : null);
    }

    private static Document branding(Branding branding) {
        return Fields.empty()
                .put("logo", branding.logo(), PeopleDocuments::picture)
                .put("favicon", branding.favicon(), PeopleDocuments::picture)
                .put("primary", branding.primary())
                .put("background", branding.background())
                .document();
    }

    private static Branding branding(Fields branding) {
        return new Branding(
                branding.maybe("logo", PeopleDocuments::picture),
                branding.maybe("favicon", PeopleDocuments::picture),
                branding.maybeText("primary"),
                branding.maybeText("background"));
    }

    private static Document picture(Picture picture) {
        return Fields.empty()
                .put("url", picture.url())
                .put("size", picture.size())
                .put("checksum", picture.checksum())
                .put("content", picture.content())
                .document();
    }

    private static Picture picture(Fields picture) {
        return new Picture(
                picture.maybeText("url"),
                picture.maybeNumber("size"),
                picture.maybeText("checksum"),
                picture.maybeText("content"));
    }

    private static Document book(ChosenBook book) {
        return Fields.empty()
                .put("id", book.id())
                .put("name", book.name())
                .put("flavour", book.flavour())
                .put("edition", book.edition())
                .put("title", book.title())
                .put("url", book.url())
                .put("size", book.size())
                .put("checksum", book.checksum())
                .put("mirrors", book.mirrors())
                .document();
    }

    private static ChosenBook book(Fields book) {
        return new ChosenBook(
                book.maybeText("id"),
                book.maybeText("name"),
                book.maybeText("flavour"),
                book.maybeText("edition"),
                book.maybeText("title"),
                book.maybeText("url"),
                book.maybeNumber("size"),
                book.maybeText("checksum"),
                book.has("mirrors") ? book.texts("mirrors") : null);
    }

    private static Document unpacked(ContentPackage each) {
        return Fields.empty()
                .put("app", each.app())
                .put("to", each.to())
                .put("title", each.title())
                .put("url", each.url())
                .put("via", each.via())
                .put("size", each.size())
                .put("unpackedSize", each.unpackedSize())
                .put("checksum", each.checksum())
                .put("mirrors", each.mirrors())
                .document();
    }

    private static ContentPackage unpacked(Fields each) {
        return new ContentPackage(
                each.maybeText("app"),
                each.maybeText("to"),
                each.maybeText("title"),
                each.text("url"),
                each.maybeText("via"),
                each.maybeNumber("size"),
                each.maybeNumber("unpackedSize"),
                each.maybeText("checksum"),
                each.has("mirrors") ? each.texts("mirrors") : null);
    }

    private static Document reader(ReaderProgram reader) {
        return Fields.empty()
                .put("platform", reader.platform())
                .put("url", reader.url())
                .put("size", reader.size())
                .put("checksum", reader.checksum())
                .put("mirrors", reader.mirrors())
                .document();
    }

    private static ReaderProgram reader(Fields reader) {
        return new ReaderProgram(
                reader.text("platform"),
                reader.text("url"),
                reader.maybeNumber("size"),
                reader.maybeText("checksum"),
                reader.has("mirrors") ? reader.texts("mirrors") : null);
    }
}
