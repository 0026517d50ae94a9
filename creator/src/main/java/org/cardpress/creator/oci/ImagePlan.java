package org.cardpress.creator.oci;

import java.util.List;
import org.cardpress.protocol.hotspot.OciName;

/**
 * An image as its manifest describes it: everything that is known before a layer is fetched.
 *
 * @param name asked for
 * @param manifest digest of the manifest of the one platform
 * @param config the small document that begins an image
 * @param layers from the lowest
 */
record ImagePlan(OciName name, String manifest, Descriptor config, List<Descriptor> layers) {
    ImagePlan {
        layers = List.copyOf(layers);
    }
}
