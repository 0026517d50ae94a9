package org.cardpress.standalone.settings;

/** A setting that cannot be used. The message says where it came from, what came and what was expected; it holds no secret. */
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SettingsException(String message) {
        super(message);
    }
}
