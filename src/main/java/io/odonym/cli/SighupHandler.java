package io.odonym.cli;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Handles SIGHUP, the conventional signal for a daemon to reload its data. Java has no public API
 * for signals, so this class uses {@code sun.misc.Signal} of the module jdk.unsupported.
 */
final class SighupHandler {

    private SighupHandler() {}

    /** Runs the action on every SIGHUP. Without a handler, SIGHUP would end the process. */
    @SuppressWarnings("sunapi")
    static void install(Runnable action) {
        try {
            Signal hangup = new Signal("HUP");
            if (Signal.handle(hangup, _ -> action.run()) == SignalHandler.SIG_IGN) {
                // nohup starts a process with SIGHUP ignored, and the JVM leaves it ignored.
                System.getLogger(SighupHandler.class.getName())
                        .log(
                                System.Logger.Level.WARNING,
                                "this process ignores SIGHUP, for example because nohup started it;"
                                        + " to replace the index, use POST /admin/reload or"
                                        + " index-watch instead");
            }
        } catch (IllegalArgumentException unsupported) {
            // The platform has no SIGHUP, or the JVM option -Xrs is set.
            System.getLogger(SighupHandler.class.getName())
                    .log(System.Logger.Level.DEBUG, "cannot handle SIGHUP", unsupported);
        }
    }
}
