package io.odonym.cli;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * SIGHUP, by which daemons are told to read again what they run on. Java has no public way to hear
 * signals; {@code sun.misc.Signal} is the one that the JDK keeps for that in jdk.unsupported.
 */
final class SighupHandler {

    private SighupHandler() {}

    /** From now on runs this at every SIGHUP, which would else end the process. */
    @SuppressWarnings("sunapi")
    static void handle(Runnable action) {
        try {
            Signal hangup = new Signal("HUP");
            if (Signal.handle(hangup, _ -> action.run()) == SignalHandler.SIG_IGN) {
                // The JVM leaves a signal alone that whoever started it had ignored, as nohup does.
                System.getLogger(SighupHandler.class.getName())
                        .log(
                                System.Logger.Level.WARNING,
                                "SIGHUP is ignored, as nohup has it: it will swap no index,"
                                        + " POST /admin/reload and index-watch do");
            }
        } catch (IllegalArgumentException unknown) {
            // Not on this system, or -Xrs keeps signals from the JVM.
            System.getLogger(SighupHandler.class.getName())
                    .log(System.Logger.Level.DEBUG, "SIGHUP cannot be heard", unknown);
        }
    }
}
