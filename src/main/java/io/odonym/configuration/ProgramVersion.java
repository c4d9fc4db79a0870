package io.odonym.configuration;

/** Which version of the program runs. */
public final class ProgramVersion {

    private ProgramVersion() {}

    /** The version of the jar; "of the sources" where the program runs out of its classes. */
    public static String current() {
        String version = ProgramVersion.class.getPackage().getImplementationVersion();
        return version == null ? "of the sources" : version;
    }
}
