package org.cardpress.standalone.program;

import org.cardpress.standalone.settings.Settings;

/** One program of the line, not yet running. */
@FunctionalInterface
public interface Program {

    /**
     * Starts the program and returns once it serves or works. What it returns runs until closed; closing stops it in order and may
     * take as long as its grace time.
     *
     * @throws Exception where it cannot start; the message says what to do
     */
    AutoCloseable start(Settings settings) throws Exception;
}
