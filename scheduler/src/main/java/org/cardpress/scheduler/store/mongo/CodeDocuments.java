package org.cardpress.scheduler.store.mongo;

import org.bson.Document;
import org.cardpress.scheduler.record.CodeRecord;

/** Maps an enrolment code to its document. */
final class CodeDocuments {
    private CodeDocuments() {}

    static Document toDocument(CodeRecord code) {
        return Fields.empty()
                .put("_id", code.hash())
                .put("version", code.version())
                .put("by", code.by())
                .put("expiresAt", code.expiresAt())
                .document();
    }

    static CodeRecord fromDocument(Document document) {
        Fields code = new Fields(document);
        return new CodeRecord(code.text("_id"), code.number("version"), code.text("by"), code.instant("expiresAt"));
    }
}
