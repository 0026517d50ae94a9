package org.cardpress.manager.order;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cardpress.manager.web.Form;
import org.cardpress.manager.web.Visit;
import org.cardpress.protocol.client.SchedulerUnreachable;
import org.cardpress.protocol.upload.UploadKind;
import org.cardpress.protocol.upload.UploadView;

/** The uploads that a hotspot can be given: a ZIM as a book, an archive as a package. */
final class OwnFiles {
    static final String CHOSEN = "own.upload";

    private static final int MOST = 200;

    private OwnFiles() {}

    /** Those that are complete, youngest first; none where the scheduler is away, since the form must not be lost for that. */
    static List<UploadView> of(Visit visit) {
        try {
            return visit.scheduler().uploads().list(0, MOST).items().stream()
                    .filter(UploadView::complete)
                    .toList();
        } catch (SchedulerUnreachable e) {
            return List.of();
        }
    }

    /** The form with one more row, of this upload. */
    static Form with(Form form, UploadView upload) {
        Rows rows = upload.kind() == UploadKind.ZIM ? Rows.BOOKS : Rows.PACKAGES;
        Form compact = rows.compact(form);
        int row = rows.count(compact);
        Map<String, String> fields = new LinkedHashMap<>();
        String bare = upload.name()
                .substring(0, upload.name().length() - upload.kind().ending().length());
        fields.put("title", bare);
        fields.put("url", upload.url());
        fields.put("size", String.valueOf(upload.size()));
        fields.put("checksum", "sha256:" + upload.sha256());
        if (rows == Rows.PACKAGES) {
            fields.put("to", "/data/" + folder(bare));
        }
        Form changed = rows.withOneMore(compact);
        for (Map.Entry<String, String> each : fields.entrySet()) {
            changed = changed.with(rows.field(row, each.getKey()), each.getValue());
        }
        return changed;
    }

    private static String folder(String name) {
        String plain =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return plain.isEmpty() ? "package" : plain.substring(0, Math.min(60, plain.length()));
    }
}
