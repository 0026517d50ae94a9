package org.cardpress.scheduler.store.mongo;

import java.util.List;
import java.util.Locale;
import org.bson.Document;
import org.cardpress.protocol.hotspot.UploadUrl;
import org.cardpress.scheduler.record.Design;

/** Maps a version of a design to its document. The config is sealed, for it may hold passwords. */
final class DesignDocuments {
    static final String ID = "_id";
    static final String DESIGN = "design";
    static final String VERSION = "version";
    static final String OWNER = "owner";
    static final String NAME_LOWER = "nameLower";
    static final String SEALED = "sealed";

    /** Uploads that the config names; left out where it names none. */
    static final String UPLOADS = "uploads";

    private final SecretBox box;

    DesignDocuments(SecretBox box) {
        this.box = box;
    }

    Document toDocument(Design design) {
        Design.Head head = design.head();
        List<String> uploads = List.copyOf(UploadUrl.ids(design.config()));
        byte[] config = ConfigDocuments.bytes(ConfigDocuments.toDocument(design.config()));
        return Fields.empty()
                .put(ID, head.id())
                .put(DESIGN, head.id())
                .put(VERSION, head.version())
                .put("name", head.name())
                .put(NAME_LOWER, head.name().toLowerCase(Locale.ROOT))
                .put(OWNER, head.owner())
                .put("changedBy", head.changedBy())
                .put("changedAt", head.changedAt())
                .put("note", head.note())
                .put(UPLOADS, uploads.isEmpty() ? null : uploads)
                .put(SEALED, box.seal(config, head.id()))
                .document();
    }

    /** Also of a document without the config. */
    Design.Head head(Document document) {
        Fields head = new Fields(document);
        return new Design.Head(
                head.text(DESIGN),
                head.number(VERSION),
                head.text("name"),
                head.text(OWNER),
                head.text("changedBy"),
                head.instant("changedAt"),
                head.maybeText("note"));
    }

    Design design(Document document) {
        byte[] config = new Fields(document)
                .one(SEALED, secrets -> box.open(secrets, head(document).id()));
        return new Design(head(document), ConfigDocuments.fromFields(ConfigDocuments.fields(config)));
    }
}
