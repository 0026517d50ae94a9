package org.cardpress.scheduler.store.mongo;

import org.bson.Document;
import org.cardpress.protocol.upload.UploadKind;
import org.cardpress.scheduler.record.Upload;

/** Maps an upload to its document. */
final class UploadDocuments {
    static final String ID = "_id";
    static final String SCOPE = "scope";

    private UploadDocuments() {}

    static Document toDocument(Upload upload) {
        return Fields.empty()
                .put(ID, upload.id())
                .put("version", upload.version())
                .put(SCOPE, upload.scope())
                .put("name", upload.name())
                .put("size", upload.size())
                .put("sha256", upload.sha256())
                .put("kind", upload.kind().wire())
                .put("complete", upload.complete())
                .put("owner", upload.owner())
                .put("organisation", upload.organisation())
                .put("createdAt", upload.createdAt())
                .document();
    }

    static Upload fromDocument(Document document) {
        Fields upload = new Fields(document);
        return new Upload(
                upload.text(ID),
                upload.number("version"),
                upload.text("name"),
                upload.number("size"),
                upload.maybeText("sha256"),
                UploadKind.ofWire(upload.text("kind")),
                upload.flag("complete"),
                upload.text("owner"),
                upload.maybeText("organisation"),
                upload.instant("createdAt"));
    }
}
