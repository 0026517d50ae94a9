package org.cardpress.protocol.offspot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;

/**
 * Reads and writes the YAML of offspot's image-creator (format: the README of its repository, and the input classes of
 * offspot-config, which later releases read it with). What comes back is well formed but not yet checked:
 * {@link org.cardpress.protocol.hotspot.HotspotChecks} judges the values.
 */
public final class OffspotYaml {
    private static final int MOST_CHARACTERS = 16 << 20;
    private static final int DEEPEST = 50;

    private OffspotYaml() {}

    /** Whether a YAML file's root looks like this format rather than one of ours. */
    public static boolean isOffspot(Map<?, ?> root) {
        return root.containsKey("base") && !root.containsKey("schema") && !root.containsKey("config");
    }

    /**
     * The config that a YAML file means.
     *
     * @param text of the whole file
     * @param name of the hotspot, for the file has none; names the image
     * @param digests reads checksums of {@code kind: url}
     * @throws ProblemException with all problems, each with its place in the file
     */
    public static HotspotConfig read(String text, String name, DigestLookup digests) {
        List<Problem.Detail> problems = new ArrayList<>();
        if (!(load(text) instanceof Map<?, ?> root)) {
            throw refused(List.of(new Problem.Detail("", "no keys and values (expected base and so on)")));
        }
        HotspotConfig config = new ConfigReader(name, text, digests).read(new Section("", root, problems));
        if (!problems.isEmpty()) {
            throw refused(problems);
        }
        return config;
    }

    private static ProblemException refused(List<Problem.Detail> problems) {
        String first = problems.get(0).path() + ": " + problems.get(0).message();
        String more = problems.size() == 1 ? "" : " (and " + (problems.size() - 1) + " more)";
        return new ProblemException(ErrorCode.MALFORMED, "the image YAML cannot be used: " + first + more, problems);
    }

    private static Object load(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(50);
        options.setNestingDepthLimit(DEEPEST);
        options.setCodePointLimit(MOST_CHARACTERS);
        try {
            return new Yaml(
                            new SafeConstructor(options),
                            new Representer(new DumperOptions()),
                            new DumperOptions(),
                            options,
                            new PlainWords())
                    .load(text);
        } catch (MarkedYAMLException e) {
            String line = e.getProblemMark() == null
                    ? ""
                    : "line " + (e.getProblemMark().getLine() + 1);
            throw refused(List.of(new Problem.Detail(line, e.getProblem() + " (expected YAML)")));
        } catch (YAMLException e) {
            throw refused(List.of(new Problem.Detail("", e.getMessage() + " (expected YAML)")));
        }
    }

    /**
     * The YAML for a config.
     *
     * @throws ProblemException with everything of the config that the format cannot say, by name
     */
    public static String write(HotspotConfig config) {
        List<Problem.Detail> problems = new ArrayList<>();
        for (int i = 0; i < config.books().size(); i++) {
            if (config.books().get(i).url() == null) {
                problems.add(new Problem.Detail(
                        "config.books[" + i + "]",
                        "not looked up yet (expected its url; placing an order looks it up)"));
            }
        }
        Map<String, Object> root = new ConfigWriter(problems).write(config);
        if (!problems.isEmpty()) {
            throw new ProblemException(
                    ErrorCode.MALFORMED,
                    "the config cannot be written as image YAML: "
                            + problems.get(0).path() + ": " + problems.get(0).message(),
                    problems);
        }
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setSplitLines(false);
        return new Yaml(options).dump(root);
    }
}
