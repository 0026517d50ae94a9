package org.cardpress.protocol.library;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How {@code zimwriterfs} of openZIM is called, which makes a ZIM file of a folder of pages. Since zim-tools 3.2 it wants a long description
 * beside the short one; older ones know no such option.
 */
public final class ZimWriterFs {
    private static final String LONG = "--longDescription";

    private ZimWriterFs() {}

    /**
     * The command; asks the program that is on this machine what it knows.
     *
     * @param metadata options without their dashes, such as {@code title}; {@code description} among them
     * @param site with {@code index.html} and {@code illustration.png}, 48 by 48
     * @throws IOException where there is no such program
     */
    public static List<String> command(Map<String, String> metadata, Path site, Path zim) throws IOException {
        List<String> command = new ArrayList<>();
        command.add("zimwriterfs");
        command.add("--welcome=index.html");
        command.add("--illustration=illustration.png");
        metadata.forEach((option, value) -> command.add("--" + option + "=" + value));
        if (help().contains(LONG)) {
            command.add(LONG + "=" + metadata.get("description"));
        }
        command.add(site.toString());
        command.add(zim.toString());
        return command;
    }

    private static String help() throws IOException {
        Process help = new ProcessBuilder("zimwriterfs", "--help")
                .redirectErrorStream(true)
                .start();
        return new String(help.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
