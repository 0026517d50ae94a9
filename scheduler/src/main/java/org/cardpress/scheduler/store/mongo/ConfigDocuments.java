package org.cardpress.scheduler.store.mongo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.Document;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.EncoderContext;
import org.bson.io.BasicOutputBuffer;
import org.cardpress.protocol.hotspot.BaseImage;
import org.cardpress.protocol.hotspot.ContentFile;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.hotspot.OciImage;
import org.jspecify.annotations.Nullable;

/** Maps a hotspot config to a document and to BSON bytes, which are then sealed as one. */
final class ConfigDocuments {
    private static final DocumentCodec CODEC = new DocumentCodec();

    private ConfigDocuments() {}

    static Document toDocument(HotspotConfig config) {
        return Fields.empty()
                .put("schema", config.schema())
                .put("name", config.name())
                .put("base", config.base(), ConfigDocuments::base)
                .put("size", config.size())
                .putAll("files", files(config), ConfigDocuments::file)
                .putAll("ociImages", config.ociImages(), ConfigDocuments::image)
                .put("offspot", config.offspot())
                .put("people", PeopleDocuments.toDocument(config))
                .document();
    }

    private static List<ContentFile> files(HotspotConfig config) {
        List<ContentFile> files = config.files();
        return files == null ? List.of() : files;
    }

    private static Document base(BaseImage base) {
        return Fields.empty()
                .put("url", base.url())
                .put("checksum", base.checksum())
                .put("rootfsSize", base.rootfsSize())
                .document();
    }

    private static Document file(ContentFile file) {
        return Fields.empty()
                .put("to", file.to())
                .put("url", file.url())
                .put("content", file.content())
                .put("via", file.via())
                .put("size", file.size())
                .put("unpackedSize", file.unpackedSize())
                .put("checksum", file.checksum())
                .put("mirrors", file.mirrors())
                .document();
    }

    static HotspotConfig fromFields(Fields config) {
        HotspotConfig plain = new HotspotConfig(
                config.smallNumber("schema"),
                config.text("name"),
                config.one("base", ConfigDocuments::base),
                config.maybeNumber("size"),
                config.all("files", ConfigDocuments::file),
                config.has("ociImages") ? config.all("ociImages", ConfigDocuments::image) : List.of(),
                plain(config.required("offspot", Document.class)));
        return config.has("people") ? config.one("people", people -> PeopleDocuments.fromFields(people, plain)) : plain;
    }

    private static BaseImage base(Fields base) {
        return new BaseImage(base.text("url"), base.maybeText("checksum"), base.maybeNumber("rootfsSize"));
    }

    private static Document image(OciImage image) {
        return Fields.empty()
                .put("ident", image.ident())
                .put("url", image.url())
                .put("size", image.size())
                .put("unpackedSize", image.unpackedSize())
                .put("platform", image.platform())
                .document();
    }

    private static OciImage image(Fields image) {
        return new OciImage(
                image.text("ident"),
                image.maybeText("url"),
                image.maybeNumber("size"),
                image.maybeNumber("unpackedSize"),
                image.maybeText("platform"));
    }

    private static ContentFile file(Fields file) {
        return new ContentFile(
                file.text("to"),
                file.maybeText("url"),
                file.maybeText("content"),
                file.maybeText("via"),
                file.maybeNumber("size"),
                file.maybeNumber("unpackedSize"),
                file.maybeText("checksum"),
                file.has("mirrors") ? file.texts("mirrors") : null);
    }

    /** Without the driver's own map type, which equals no other map. */
    private static Map<String, Object> plain(Document document) {
        Map<String, Object> map = new LinkedHashMap<>();
        document.forEach((name, value) -> map.put(name, plainValue(value)));
        return map;
    }

    private static @Nullable Object plainValue(@Nullable Object value) {
        if (value instanceof Document document) {
            return plain(document);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(ConfigDocuments::plainValue).toList();
        }
        return value;
    }

    static byte[] bytes(Document document) {
        try (BasicOutputBuffer out = new BasicOutputBuffer();
                BsonBinaryWriter writer = new BsonBinaryWriter(out)) {
            CODEC.encode(writer, document, EncoderContext.builder().build());
            return out.toByteArray();
        }
    }

    static Fields fields(byte[] bytes) {
        try (BsonBinaryReader reader = new BsonBinaryReader(java.nio.ByteBuffer.wrap(bytes))) {
            return new Fields(CODEC.decode(reader, DecoderContext.builder().build()));
        }
    }
}
