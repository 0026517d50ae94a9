package org.cardpress.manager.design;

import org.cardpress.protocol.hotspot.HotspotConfig;

/**
 * A config to begin with, as it comes with Cardpress. Without a base image, which every house has its own of; its books are those of the
 * libraries that the scheduler reads, and where one is not there the check says so.
 *
 * @param id word of its address and of its texts
 */
public record Preset(String id, HotspotConfig config) {}
