package org.cardpress.creator.step;

import java.io.IOException;

/** One step of a build: takes from the build what earlier steps left there and leaves what later ones need. */
@FunctionalInterface
interface Step {
    void run(Build build) throws IOException;
}
