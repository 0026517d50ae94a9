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
            async rules => {
              const options = {resultTypes: ["violations"]};
              if (rules.length) options.runOnly = {type: "rule", values: rules};
              const found = await axe.run(document, options);
              return found.violations
                  .filter(each => each.impact === "serious" || each.impact === "critical")
                  .map(each => each.id + ": " + each.help + " at "
                      + each.nodes.slice(0, 3).map(node => node.html + " (" + node.failureSummary + ")").join("; "));
            }""";

    private Axe() {}

    /** Serious and critical findings, in words; of these rules only, where any are named. */
    @SuppressWarnings("unchecked")
    static List<String> findings(Page page, String... rules) {
        if (!Objects.equals(page.evaluate("() => typeof window.axe"), "object")) {
            page.evaluate(SOURCE + "\n;0");
        }
        return (List<String>) page.evaluate(RUN, List.of(rules));
    }

    private static String source() {
        try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
