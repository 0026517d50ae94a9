package org.cardpress.standalone.shell;

/** What the command tells the shell. Scripts rely on these numbers; they never change their meaning. */
public enum ExitCode {
    OK(0, "done"),
    FAILED(1, "the work was tried and failed; the message says why"),
    USAGE(2, "the command line or a setting is wrong"),
    MISSING(3, "the machine lacks a program or a right"),
    REFUSED(4, "the scheduler said no"),
    UNREACHABLE(5, "the scheduler did not answer");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public int code() {
        return code;
    }

    public String meaning() {
        return meaning;
    }
}
