package org.cardpress.scheduler.store.mongo;

import org.bson.Document;
import org.cardpress.protocol.task.TaskResult;
import org.cardpress.protocol.task.TaskResult.CardWritten;
import org.cardpress.protocol.task.TaskResult.ImageBuilt;
import org.cardpress.protocol.task.TaskResult.ImageRemoved;
import org.cardpress.protocol.task.TaskResult.ImageShelved;

/** Maps what a task handed over; the field {@code type} says which of the results it is. */
final class ResultDocuments {
    private ResultDocuments() {}

    static Document toDocument(TaskResult result) {
        if (result instanceof ImageBuilt built) {
            return new Document("type", "image_built").append("image", ImageDocuments.toDocument(built.image()));
        }
        if (result instanceof ImageShelved shelved) {
            return new Document("type", "image_shelved")
                    .append("rawSize", shelved.rawSize())
                    .append("millis", shelved.millis());
        }
        if (result instanceof CardWritten card) {
            return card(card);
        }
        if (result instanceof ImageRemoved) {
            return new Document("type", "image_removed");
        }
        throw new IllegalStateException("no document for " + result.getClass());
    }

    private static Document card(CardWritten card) {
        return Fields.empty()
                .put("type", "card_written")
                .put("slot", card.slot())
                .put("capacity", card.capacity())
                .put("vendor", card.vendor())
                .put("model", card.model())
                .put("serial", card.serial())
                .put("cid", card.cid())
                .put("bytesWritten", card.bytesWritten())
                .put("bytesVerified", card.bytesVerified())
                .put("writeRate", card.writeRate())
                .put("verifyRate", card.verifyRate())
                .put("repairedBlocks", card.repairedBlocks())
                .put("millis", card.millis())
                .document();
    }

    static TaskResult fromFields(Fields result) {
        return switch (result.text("type")) {
            case "image_built" -> new ImageBuilt(result.one("image", ImageDocuments::fromFields));
            case "image_shelved" -> new ImageShelved(result.number("rawSize"), result.number("millis"));
            case "image_removed" -> new ImageRemoved();
            case "card_written" ->
                new CardWritten(
                        result.text("slot"),
                        result.number("capacity"),
                        result.maybeText("vendor"),
                        result.maybeText("model"),
                        result.maybeText("serial"),
                        result.maybeText("cid"),
                        result.number("bytesWritten"),
                        result.number("bytesVerified"),
                        result.number("writeRate"),
                        result.number("verifyRate"),
                        result.smallNumber("repairedBlocks"),
                        result.number("millis"));
            default -> throw new IllegalStateException("stored result of unknown type " + result.text("type"));
        };
    }
}
