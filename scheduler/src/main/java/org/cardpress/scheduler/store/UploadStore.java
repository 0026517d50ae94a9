package org.cardpress.scheduler.store;

import java.util.List;
import org.cardpress.scheduler.record.Upload;

/** Keeps what is known of uploads; their bytes lie elsewhere. */
public interface UploadStore extends KeyedStore<Upload> {
    /** Those of one {@link Upload#scope()}, oldest first. */
    List<Upload> of(String scope);
}
