package org.cardpress.creator.step;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.cardpress.creator.fetch.Fetcher;
import org.cardpress.creator.job.CreateFailure;
import org.cardpress.creator.job.CreateListener;
import org.cardpress.creator.tool.Tool;
import org.cardpress.creator.tool.ToolRunner;
import org.cardpress.protocol.hotspot.Via;

/**
 * Has each ZIM judged by {@code zimcheck} before it goes onto an image: only its structure and its own checksum, for other findings
 * (a missing picture, a link that leads nowhere) do not keep a device from serving it. What is found is remembered by the SHA-256 of
 * the file. A rejected ZIM also leaves the cache. Those inside archives are not looked at.
 */
final class CheckZims implements Step {
    private static final String JUDGE = "zimcheck";
    private static final String SOUND = "sound";
    private static final int DAMAGED = 1;
    private static final String UNREADABLE = "low level structure is invalid";

    private final Fetcher fetcher;
    private final BooleanSupplier installed;

    CheckZims(Fetcher fetcher) {
        this(fetcher, () -> Tool.ZIMCHECK.find().isPresent());
    }

    /** @param installed whether the tool is there */
    CheckZims(Fetcher fetcher, BooleanSupplier installed) {
        this.fetcher = fetcher;
        this.installed = installed;
    }

    @Override
    public void run(Build build) throws IOException {
        List<Content> zims = build.contents.stream().filter(CheckZims::isZim).toList();
        List<Content> unknown = new ArrayList<>();
        for (Content zim : zims) {
            Optional<String> verdict = fetcher.verdicts().find(JUDGE, sha256(zim, build.watch));
            if (verdict.isEmpty()) {
                unknown.add(zim);
            } else if (!verdict.get().equals(SOUND)) {
                throw refuse(zim, verdict.get(), build.watch);
            }
        }
        if (unknown.isEmpty()) {
            return;
        }
        if (!installed.getAsBoolean()) {
            build.watch.warn(Tool.ZIMCHECK.program() + " is not installed on this creator: " + unknown.size()
                    + " ZIM files go onto the image unchecked (expected the Debian package "
                    + Tool.ZIMCHECK.debianPackage() + ")");
            return;
        }
        judge(unknown, build);
    }

    private static boolean isZim(Content content) {
        List<String> names = content.to().names();
        return content.via() == Via.DIRECT
                && !names.isEmpty()
                && names.get(names.size() - 1).toLowerCase(Locale.ROOT).endsWith(".zim");
    }

    private static String sha256(Content zim, CreateListener watch) throws IOException {
        return zim.fetched().sha256(watch);
    }

    private void judge(List<Content> zims, Build build) throws IOException {
        long total = 0;
        for (Content zim : zims) {
            total += Files.size(zim.file());
        }
        build.watch.stage("checking ZIM files", total);
        for (Content zim : zims) {
            ToolRunner.Output output =
                    build.tools.tryRun(Tool.ZIMCHECK, "-C", "-I", zim.file().toString());
            String verdict = verdict(output);
            fetcher.verdicts().keep(JUDGE, sha256(zim, build.watch), verdict);
            if (!verdict.equals(SOUND)) {
                throw refuse(zim, verdict, build.watch);
            }
            build.watch.advance(Files.size(zim.file()));
        }
    }

    /** A file that cannot even be opened has another code than one that is damaged inside, as has a tool in trouble. */
    private static String verdict(ToolRunner.Output output) {
        if (output.code() == 0) {
            return SOUND;
        }
        if (output.code() == DAMAGED || output.text().contains(UNREADABLE)) {
            return output.text()
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("[INFO]"))
                    .map(line -> line.replaceFirst("^\\s*\\[ERROR]\\s*", "").strip())
                    .distinct()
                    .reduce((a, b) -> a + "; " + b)
                    .orElse("it ended with code " + output.code());
        }
        throw CreateFailure.later(
                "tool.failed",
                "zimcheck ended with code " + output.code() + " (expected 0, or 1 for a damaged ZIM): "
                        + output.text().strip());
    }

    private CreateFailure refuse(Content zim, String why, CreateListener watch) throws IOException {
        fetcher.discard(zim.fetched(), watch);
        return CreateFailure.wrong(
                "zim.damaged",
                zim.what() + " for " + zim.wanted().to() + " is a damaged ZIM: zimcheck says: " + why
                        + " (expected a ZIM that it passes; was it cut short or changed on its way to the server?)");
    }
}
