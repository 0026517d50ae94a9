package org.cardpress.standalone;

import picocli.CommandLine.IVersionProvider;

/** The version of this build, as the jar's manifest tells it. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"Cardpress " + (version == null ? "from class files" : version)};
    }
}
