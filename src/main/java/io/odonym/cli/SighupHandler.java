package io.odonym.cli;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Handles SIGHUP, the conventional signal for a daemon to reload its data. Java has no public API
 * for signals, so this class uses {@code sun.misc.Signal} of the module jdk.unsupported.
 */
final class SighupHandler {

    private SighupHandler() {}

    /** Runs the action at each SIGHUP, which by default would end the process. */
    @SuppressWarnings("sunapi")
    static void install(Runnable action) {
        try {
            Signal hangup = new Signal("HUP");
            if (Signal.handle(hangup, _ -> action.run()) == SignalHandler.SIG_IGN) {
                // nohup starts a process with SIGHUP ignored, and the JVM does not override that.
                System.getLogger(SighupHandler.class.getName())
                        .log(
                                System.Logger.Level.WARNING,
                                "SIGHUP is ignored, for example because of nohup, and cannot reload"
                                        + " the index; use POST /admin/reload or index-watch"
                                        + " instead");
            }
        } catch (IllegalArgumentException unsupported) {
            // The platform has no SIGHUP, or the JVM option -Xrs is set.
            System.getLogger(SighupHandler.class.getName())
                    .log(System.Logger.Level.DEBUG, "cannot handle SIGHUP", unsupported);
        }
    }
}
