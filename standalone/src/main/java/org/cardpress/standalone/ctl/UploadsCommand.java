package org.cardpress.standalone.ctl;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.cardpress.locale.Phrase;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.task.Progress;
import org.cardpress.protocol.upload.NewUpload;
import org.cardpress.protocol.upload.UploadKind;
import org.cardpress.protocol.upload.UploadName;
import org.cardpress.protocol.upload.UploadSpace;
import org.cardpress.protocol.upload.UploadView;
import org.cardpress.standalone.screen.Amount;
import org.cardpress.standalone.screen.LiveScreen;
import org.cardpress.standalone.screen.TransferLine;
import org.cardpress.standalone.shell.CommandFailed;
import org.cardpress.standalone.shell.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Files of one's own: list, space, add, delete. */
@Command(
        name = "uploads",
        description = "Files of one's own, ZIM books and ZIP archives, that configs name as upload:/ID/NAME.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  cardpress ctl uploads add village.zim",
            "  cardpress ctl uploads list",
            "  cardpress ctl uploads delete 06f0q2c5m1k7v9x3b8d0"
        })
final class UploadsCommand {
    private static final int MOST = 200;

    @ParentCommand
    private CtlCommand ctl;

    @Command(
            description =
                    "Lists the uploads, youngest first: how much of each is there, and by which URL configs name it.",
            footer = {"", "Example:", "  cardpress ctl uploads list"})
    int list(@Mixin ListOptions part) {
        Page<UploadView> page = ctl.call(client -> client.uploads().list(part.skip(), part.limit()));
        return ctl.answer(page, Rows.of(page, this::row, ctl.texts()));
    }

    @Command(
            description = "Tells how much all uploads take together, and how much they may.",
            footer = {"", "Example:", "  cardpress ctl uploads space"})
    int space() {
        UploadSpace space = ctl.call(client -> client.uploads().space());
        return ctl.answer(
                space,
                List.of(ctl.pages()
                        .say(
                                "uploads.space.says",
                                Amount.bytes(space.used()),
                                Amount.bytes(space.quota()),
                                Amount.bytes(space.left()))));
    }

    @Command(
            description = {
                "Sends a file, and shows how far it is and the time that is left.",
                "Goes on by itself where the connection breaks; where the command itself was ended, the same command goes on from there.",
                "A file that is there already is not sent again. What came is compared with the file by its SHA-256."
            },
            footer = {"", "Example:", "  cardpress ctl uploads add village.zim"})
    int add(
            @Parameters(paramLabel = "FILE", description = "A .zim or .zip file.") Path path,
            @Option(names = "--name", paramLabel = "NAME", description = "Its name there; otherwise that of the file.")
                    @Nullable
                    String wanted,
            @Option(
                            names = "--patience",
                            paramLabel = "SECONDS",
                            defaultValue = "300",
                            description = "How long it is tried without a byte getting through (${DEFAULT-VALUE}).")
                    int patience)
            throws InterruptedException {
        String name = UploadName.of(wanted == null ? String.valueOf(path.getFileName()) : wanted);
        if (UploadKind.ofName(name).isEmpty()) {
            throw new CommandFailed(
                    ExitCode.USAGE, "name " + name + " (expected one that ends in .zim or .zip; --name gives another)");
        }
        LiveScreen screen = LiveScreen.on(ctl.out());
        Consumer<Progress> progress =
                ctl.json() ? step -> {} : step -> screen.draw(List.of(TransferLine.of(name, step, ctl.texts())));
        try (SourceFile file = SourceFile.open(path)) {
            Optional<UploadView> same = found(name, file, UploadView::complete);
            if (same.isPresent() && isSame(same.get(), path)) {
                return answer(same.get(), ctl.texts().say(Phrase.UPLOAD_THERE, name));
            }
            Optional<UploadView> half = found(name, file, upload -> !upload.complete());
            half.filter(upload -> upload.received() > 0 && !ctl.json()).ifPresent(upload -> ctl.out()
                    .println(ctl.texts().say(Phrase.UPLOAD_GOES_ON, name, Amount.bytes(upload.received()))));
            UploadView begun = half.orElseGet(
                    () -> ctl.call(client -> client.uploads().begin(new NewUpload(name, file.size(), null))));
            UploadView done = new FileSender(ctl, file, Duration.ofSeconds(patience), progress).send(begun);
            return answer(done, ctl.pages().say("uploads.done", name));
        }
    }

    private int answer(UploadView upload, String said) {
        return ctl.answer(upload, List.of(said, "  " + upload.url()));
    }

    @Command(
            description = {
                "Deletes an upload with its bytes; asks first.",
                "Refused while a design, or an order that is not over, names it. Cards that are written stay as they are."
            },
            footer = {"", "Example:", "  cardpress ctl uploads delete 06f0q2c5m1k7v9x3b8d0"})
    int delete(
            @Parameters(paramLabel = "UPLOAD", description = "Its id, as uploads list tells it.") String id,
            @Option(names = "--yes", description = "Does not ask.") boolean yes) {
        UploadView upload = ctl.call(client -> client.uploads().get(id));
        if (!yes) {
            Confirmation.of(row(upload) + "\n" + ctl.pages().say("uploads.delete.title") + " "
                    + ctl.pages().say("uploads.delete.means") + " [y/N]");
        }
        ctl.call(client -> {
            client.uploads().delete(id);
            return id;
        });
        return ctl.answer(Map.of("deleted", id), List.of(ctl.pages().say("uploads.deleted", upload.name())));
    }

    /** The youngest upload of this person that could be of this file. Managers see those of others too, which are none of them. */
    private Optional<UploadView> found(String name, SourceFile file, Predicate<UploadView> which) {
        String me = ctl.username().orElse("");
        int seen = 0;
        Page<UploadView> page;
        do {
            int skip = seen;
            page = ctl.call(client -> client.uploads().list(skip, MOST));
            Optional<UploadView> one = page.items().stream()
                    .filter(each -> each.owner().equals(me) && each.name().equals(name) && each.size() == file.size())
                    .filter(which)
                    .findFirst();
            if (one.isPresent()) {
                return one;
            }
            seen += page.items().size();
        } while (!page.items().isEmpty() && seen < page.meta().count());
        return Optional.empty();
    }

    private static boolean isSame(UploadView upload, Path path) {
        try (SourceFile file = SourceFile.open(path)) {
            file.hash(file.size(), done -> {});
            return file.sha256OfAll().equals(upload.sha256());
        }
    }

    private String row(UploadView upload) {
        String state = upload.complete()
                ? ctl.pages().say("uploads.complete") + "  " + upload.url()
                : ctl.pages().say("uploads.half", Amount.bytes(upload.received())) + "  -> " + upload.expiresAt();
        return String.format(
                Locale.ROOT,
                "%-20s  %-30s %9s  %-12s %s",
                upload.id(),
                upload.name(),
                Amount.bytes(upload.size()),
                upload.owner(),
                state);
    }
}
