/**
 * Container images: asked of their registry (OCI distribution specification, also known as the registry API v2), checked against the
 * digests that name them, and laid down byte for byte as the archive that {@code docker load} reads.
 */
@NullMarked
package org.cardpress.creator.oci;

import org.jspecify.annotations.NullMarked;
