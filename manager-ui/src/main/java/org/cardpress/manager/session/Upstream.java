package org.cardpress.manager.session;

import java.net.URI;

/** The scheduler behind this UI. */
public record Upstream(URI scheduler) {}
