package org.cardpress.scheduler.upload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.hotspot.PlainText;
import org.cardpress.protocol.hotspot.TargetPath;
import org.cardpress.protocol.upload.NewUpload;
import org.cardpress.protocol.upload.UploadKind;

/** What may be uploaded: told by name and size before, by the first bytes after. */
final class UploadCheck {
    private UploadCheck() {}

    /** @throws ProblemException {@code MALFORMED} with all that is wrong */
    static void begin(NewUpload wanted) {
        List<Problem.Detail> wrong = new ArrayList<>();
        name(wanted.name(), wrong);
        if (wanted.size() <= 0) {
            wrong.add(new Problem.Detail("size", wanted.size() + " bytes (expected a file with something in it)"));
        }
        if (wanted.sha256() != null && !wanted.sha256().matches("[0-9a-fA-F]{64}")) {
            wrong.add(new Problem.Detail(
                    "sha256", wanted.sha256().length() + " characters (expected 64 hexadecimal digits, or none)"));
        }
        if (!wrong.isEmpty()) {
            Problem.Detail first = wrong.get(0);
            throw new ProblemException(ErrorCode.MALFORMED, first.path() + ": " + first.message(), wrong);
        }
    }

    private static void name(String name, List<Problem.Detail> wrong) {
        String hidden = PlainText.said(name, NewUpload.LONGEST_NAME);
        if (hidden != null) {
            wrong.add(new Problem.Detail("name", hidden));
        } else if (name.isBlank() || name.chars().anyMatch(c -> c == '/' || c == '\\' || c < ' ')) {
            wrong.add(
                    new Problem.Detail("name", "no plain name of a file (expected one without slashes, on one line)"));
        } else if (UploadKind.ofName(name).isEmpty()) {
            wrong.add(new Problem.Detail("name", "\"" + name + "\" (expected to end in " + endings() + ")"));
        } else {
            try {
                TargetPath.parse("/data/zims/" + name);
            } catch (IllegalArgumentException e) {
                wrong.add(new Problem.Detail("name", String.valueOf(e.getMessage())));
            }
        }
    }

    /** @throws ProblemException {@code MALFORMED} where a file of this kind does not begin so */
    static void head(UploadKind kind, String name, byte[] head) {
        if (UploadKind.ofBytes(head).filter(each -> each == kind).isEmpty()) {
            String message =
                    "\"" + name + "\" begins with the bytes " + HexFormat.of().formatHex(head)
                            + UploadKind.ofBytes(head)
                                    .map(each -> ", as a " + each.ending() + " file does")
                                    .orElse("")
                            + " (expected a " + kind.ending() + " file)";
            throw new ProblemException(ErrorCode.MALFORMED, message, List.of(new Problem.Detail("file", message)));
        }
    }

    private static String endings() {
        return Arrays.stream(UploadKind.values()).map(UploadKind::ending).collect(Collectors.joining(" or "));
    }
}
