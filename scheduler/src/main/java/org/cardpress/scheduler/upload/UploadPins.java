package org.cardpress.scheduler.upload;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.hotspot.ChosenBook;
import org.cardpress.protocol.hotspot.ContentFile;
import org.cardpress.protocol.hotspot.ContentPackage;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.hotspot.HotspotDraft;
import org.cardpress.protocol.hotspot.ReaderProgram;
import org.cardpress.protocol.hotspot.UploadUrl;
import org.cardpress.scheduler.order.OwnFiles;
import org.cardpress.scheduler.record.Actor;
import org.cardpress.scheduler.record.Upload;
import org.cardpress.scheduler.store.UploadStore;
import org.jspecify.annotations.Nullable;

/** Ties the uploads of a config to their bytes: size and SHA-256 are what was received, whatever the config says. Safe for many threads. */
@Singleton
public final class UploadPins implements OwnFiles {
    private final UploadStore store;

    public UploadPins(UploadStore store) {
        this.store = store;
    }

    @Override
    public HotspotConfig pinned(HotspotConfig config, Actor by) {
        if (UploadUrl.ids(config).isEmpty()) {
            return config;
        }
        Pinning pinning = new Pinning(by);
        HotspotConfig pinned = HotspotDraft.of(config)
                .books(pinning.all("config.books", config.books(), ChosenBook::url, UploadPins::book))
                .packages(pinning.all("config.packages", config.packages(), ContentPackage::url, UploadPins::unpacked))
                .files(pinning.all("config.files", config.files(), ContentFile::url, UploadPins::file))
                .readers(pinning.all("config.readers", config.readers(), ReaderProgram::url, UploadPins::reader))
                .config();
        if (!pinning.problems.isEmpty()) {
            Problem.Detail first = pinning.problems.get(0);
            throw new ProblemException(ErrorCode.MALFORMED, first.path() + ": " + first.message(), pinning.problems);
        }
        return pinned;
    }

    private static ChosenBook book(ChosenBook book, Upload is) {
        return new ChosenBook(
                book.id(),
                book.name(),
                book.flavour(),
                book.edition(),
                book.title(),
                is.url(),
                is.size(),
                checksum(is),
                null);
    }

    private static ContentPackage unpacked(ContentPackage each, Upload is) {
        return new ContentPackage(
                each.app(),
                each.to(),
                each.title(),
                is.url(),
                each.via(),
                is.size(),
                each.unpackedSize(),
                checksum(is),
                null);
    }

    private static ContentFile file(ContentFile file, Upload is) {
        return new ContentFile(
                file.to(), is.url(), null, file.via(), is.size(), file.unpackedSize(), checksum(is), null);
    }

    private static ReaderProgram reader(ReaderProgram reader, Upload is) {
        return new ReaderProgram(reader.platform(), is.url(), is.size(), checksum(is), null);
    }

    private static String checksum(Upload upload) {
        return "sha256:" + upload.sha256();
    }

    /** One config. */
    private final class Pinning {
        private final Actor by;
        private final List<Problem.Detail> problems = new ArrayList<>();

        Pinning(Actor by) {
            this.by = by;
        }

        <T> List<T> all(String path, List<T> some, Function<T, @Nullable String> url, BiFunction<T, Upload, T> pinned) {
            List<T> all = new ArrayList<>();
            for (T each : some) {
                String named = url.apply(each);
                Optional<UploadUrl> upload = named == null ? Optional.empty() : UploadUrl.of(named);
                String at = path + "[" + all.size() + "].url";
                all.add(upload.flatMap(wanted -> find(at, wanted))
                        .map(found -> pinned.apply(each, found))
                        .orElse(each));
            }
            return all;
        }

        private Optional<Upload> find(String path, UploadUrl wanted) {
            Optional<Upload> found = store.find(wanted.id()).filter(upload -> Uploads.sees(by, upload));
            String wrong = found.map(upload -> wrong(upload, wanted))
                    .orElse("upload " + wanted.id() + " is not there (expected one of yours; upload the file again)");
            if (!wrong.isEmpty()) {
                problems.add(new Problem.Detail(path, wrong));
                return Optional.empty();
            }
            return found;
        }

        private String wrong(Upload upload, UploadUrl wanted) {
            if (!upload.complete()) {
                return "upload " + upload.id() + " is not complete (expected all of its " + upload.size() + " bytes)";
            }
            return upload.name().equals(wanted.name())
                    ? ""
                    : "'" + wanted.name() + "' (expected '" + upload.name() + "', the name of upload " + upload.id()
                            + ")";
        }
    }
}
