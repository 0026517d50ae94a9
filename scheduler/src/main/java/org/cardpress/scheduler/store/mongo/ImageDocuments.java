package org.cardpress.scheduler.store.mongo;

import org.bson.Document;
import org.cardpress.protocol.image.ImageRef;

/** Maps an image in the warehouse. */
final class ImageDocuments {
    private ImageDocuments() {}

    static Document toDocument(ImageRef image) {
        return new Document("name", image.name())
                .append("path", image.path())
                .append("size", image.size())
                .append("sha256", image.sha256())
                .append("bmapPath", image.bmapPath())
                .append("bmapSize", image.bmapSize())
                .append("bmapSha256", image.bmapSha256())
                .append("rawSize", image.rawSize())
                .append("rawSha256", image.rawSha256())
                .append("mappedBytes", image.mappedBytes());
    }

    static ImageRef fromFields(Fields image) {
        return new ImageRef(
                image.text("name"),
                image.text("path"),
                image.number("size"),
                image.text("sha256"),
                image.text("bmapPath"),
                image.number("bmapSize"),
                image.text("bmapSha256"),
                image.number("rawSize"),
                image.text("rawSha256"),
                image.number("mappedBytes"));
    }
}
