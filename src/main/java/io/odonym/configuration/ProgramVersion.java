package io.odonym.configuration;

/** The version of the running program. */
public final class ProgramVersion {

    private ProgramVersion() {}

    /** The version in the jar's manifest; "of the sources" without a jar. */
    public static String current() {
        String version = ProgramVersion.class.getPackage().getImplementationVersion();
        return version == null ? "of the sources" : version;
    }
}
