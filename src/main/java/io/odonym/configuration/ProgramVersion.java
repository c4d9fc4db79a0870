package io.odonym.configuration;

/** The version of the running program. */
public final class ProgramVersion {

    private ProgramVersion() {}

    /**
     * Returns the version in the manifest of the jar, or the words "built from source" if the
     * program does not run from a jar.
     */
    public static String current() {
        String version = ProgramVersion.class.getPackage().getImplementationVersion();
        return version == null ? "built from source" : version;
    }
}
