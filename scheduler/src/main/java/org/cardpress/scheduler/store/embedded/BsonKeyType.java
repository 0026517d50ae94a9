package org.cardpress.scheduler.store.embedded;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Document;
import java.nio.ByteBuffer;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.jspecify.annotations.Nullable;

/**
 * Stores and orders the keys of a unique index, compared value by value in BSON order. Without it MVStore would
 * serialize both keys for every comparison of every lookup.
 */
final class BsonKeyType extends BasicDataType<KeyValue> {
    static final BsonKeyType INSTANCE = new BsonKeyType();

    private static final int MEMORY = 128;

    @Override
    public int compare(KeyValue a, KeyValue b) {
        int bySize = Integer.compare(a.size(), b.size());
        for (int i = 0; bySize == 0 && i < a.size(); i++) {
            int byValue = ValueComparator.ascWithoutListHandling().compare(a.get(i), b.get(i));
            if (byValue != 0) {
                return byValue;
            }
        }
        return bySize;
    }

    @Override
    public int getMemory(KeyValue key) {
        return MEMORY;
    }

    @Override
    public void write(WriteBuffer out, KeyValue key) {
        Document document = new Document();
        for (int i = 0; i < key.size(); i++) {
            document.put(Integer.toString(i), storable(key.get(i)));
        }
        BsonDocumentType.INSTANCE.write(out, document);
    }

    /** A field that is absent is indexed like one that is null, as MongoDB does. */
    private static @Nullable Object storable(@Nullable Object value) {
        return value instanceof Missing ? null : value;
    }

    @Override
    public KeyValue read(ByteBuffer in) {
        return new KeyValue(BsonDocumentType.INSTANCE.read(in).values());
    }

    @Override
    public KeyValue[] createStorage(int size) {
        return new KeyValue[size];
    }
}
