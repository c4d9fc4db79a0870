package io.odonym.cli;

import sun.misc.Signal;

/**
 * SIGHUP, by which daemons are told to read again what they run on. Java has no public way to hear
 * signals; {@code sun.misc.Signal} is the one that the JDK keeps for that in jdk.unsupported.
 */
final class Hangup {

    private Hangup() {}

    /** From now on runs this at every SIGHUP, which would else end the process. */
    @SuppressWarnings("sunapi")
    static void handle(Runnable action) {
        try {
            Signal.handle(new Signal("HUP"), _ -> action.run());
        } catch (IllegalArgumentException unknown) {
            // Not on this system, or -Xrs keeps signals from the JVM.
            System.getLogger(Hangup.class.getName())
                    .log(System.Logger.Level.DEBUG, "SIGHUP cannot be heard", unknown);
        }
    }
}
