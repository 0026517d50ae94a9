package org.cardpress.manager;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** What axe finds on a page that people with a screen reader, or without a mouse, or with weak eyes, would trip over. */
final class Axe {
    private static final String SOURCE = source();
    private static final String RUN = """
            async ([only, not]) => {
              const options = {resultTypes: ["violations"], rules: Object.fromEntries(not.map(each => [each, {enabled: false}]))};
              if (only.length) options.runOnly = {type: "rule", values: only};
              const found = await axe.run(document, options);
              return found.violations
                  .filter(each => each.impact === "serious" || each.impact === "critical")
                  .map(each => each.id + ": " + each.help + " at "
                      + each.nodes.slice(0, 3).map(node => node.html + " (" + node.failureSummary + ")").join("; "));
            }""";

    private Axe() {}

    /** Serious and critical findings, in words; of these rules only, where any are named. */
    static List<String> findings(Page page, String... rules) {
        return run(page, List.of(rules), List.of());
    }

    /** The same of all rules but these. */
    static List<String> findingsBesides(Page page, String... rules) {
        return run(page, List.of(), List.of(rules));
    }

    @SuppressWarnings("unchecked")
    private static List<String> run(Page page, List<String> only, List<String> not) {
        if (!Objects.equals(page.evaluate("() => typeof window.axe"), "object")) {
            page.evaluate(SOURCE + "\n;0");
        }
        return (List<String>) page.evaluate(RUN, List.of(only, not));
    }

    private static String source() {
        try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
