package org.cardpress.protocol.preflight;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cardpress.protocol.hotspot.OciImage;
import org.cardpress.protocol.preflight.PreflightReport.SourceLine;
import org.jspecify.annotations.Nullable;

/** What the answers say of the sources: whether they are there, how large they are, what proves them. */
final class SourceFindings {
    /** What two writers of the same image archive may differ by: headers, names, padding. */
    private static final long ARCHIVE_ALLOWANCE = 1L << 20;

    final List<Finding> findings = new ArrayList<>();
    final List<SourceLine> lines = new ArrayList<>();
    private final Map<String, Long> sizes = new HashMap<>();

    SourceFindings(List<Inquiry.Asked> answers) {
        answers.forEach(this::add);
    }

    /** Bytes of the source with this path, told or declared; null where nobody tells. */
    @Nullable
    Long size(String path) {
        return sizes.get(path);
    }

    private void add(Inquiry.Asked asked) {
        Question question = asked.question();
        String path = question.path();
        Long declared = question.declared();
        Long told = null;
        boolean here = false;
        if (asked.answer() instanceof Answer.There there) {
            told = there.size();
            here = there.here();
            asked.before()
                    .forEach(each -> findings.add(Finding.warning(
                            each.code(), path, each.came(), each.expected() + "; another place has it")));
            compare(question, told, declared);
        } else if (asked.answer() instanceof Answer.Missing missing) {
            asked.before().forEach(each -> missing(path, each));
            missing(path, missing);
        } else if (asked.answer() instanceof Answer.NotAsked not) {
            findings.add(Finding.note("source.not_asked", path, not.why(), not.expected()));
        }
        Long size = told == null ? declared : told;
        if (size != null) {
            sizes.put(path, size);
        }
        String proof = question.proof();
        if (proof.equals(SourceLine.SERVER)) {
            findings.add(
                    Finding.note(
                            "source.no_checksum",
                            path,
                            "no checksum",
                            "one: without it only the server vouches for the bytes, and the image is made anew for each order"));
        }
        lines.add(new SourceLine(path, name(question), size, proof, here));
    }

    private void missing(String path, Answer.Missing missing) {
        findings.add(Finding.error(missing.code(), path, missing.came(), missing.expected()));
    }

    private void compare(Question question, @Nullable Long told, @Nullable Long declared) {
        String path = question.path() + ".size";
        if (told == null) {
            if (declared == null) {
                findings.add(Finding.note(
                        "size.unknown", path, "the server does not tell the size", "one told, or declared here"));
            }
            return;
        }
        boolean pulled = question.image() != null;
        if (declared != null && (pulled ? told > declared + ARCHIVE_ALLOWANCE : !told.equals(declared))) {
            findings.add(Finding.error(
                    "size.differs",
                    path,
                    told + " bytes",
                    (pulled ? "at most " : "") + declared + ", as declared; has the file changed?"));
        }
    }

    private static String name(Question question) {
        OciImage image = question.image();
        return image == null ? question.places().get(0).toString() : image.ident();
    }
}
