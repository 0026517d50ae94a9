package org.cardpress.standalone.ctl;

import picocli.CommandLine.Option;

/** Which part of a list to show. */
final class ListOptions {

    @Option(names = "--skip", paramLabel = "N", description = "Leaves out the first N (default 0).")
    private int skip;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "Shows N, at most 200 (default 20).")
    private int limit = 20;

    int skip() {
        return skip;
    }

    int limit() {
        return limit;
    }
}
