package io.odonym.cli;

import sun.misc.Signal;
import sun.misc.SignalHandler;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Handles SIGHUP, the conventional signal for a daemon to reload its data. Java has no public API
 * for signals, so this class uses {@code sun.misc.Signal} of the module jdk.unsupported.
 */
final class SighupHandler {

    /** The number of SIGHUP on POSIX systems. */
    private static final int SIGHUP = 1;

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
                                        + " to replace the index, use admin-listener or"
                                        + " index-watch instead");
            }
        } catch (IllegalArgumentException unsupported) {
            // The platform has no SIGHUP, or the JVM option -Xrs is set.
            System.getLogger(SighupHandler.class.getName())
                    .log(System.Logger.Level.DEBUG, "cannot handle SIGHUP", unsupported);
        }
    }

    /**
     * Sends SIGHUP to a process. Java has no public API for sending signals, so this method calls
     * {@code kill(2)}.
     *
     * @param process the process identifier
     * @throws IOException if the process does not exist or belongs to another user
     */
    static void send(long process) throws IOException {
        Linker linker = Linker.nativeLinker();
        MethodHandle kill =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("kill"),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        int result;
        try {
            result = (int) kill.invokeExact(Math.toIntExact(process), SIGHUP);
        } catch (Throwable failure) {
            throw new IllegalStateException("cannot call kill", failure);
        }
        if (result != 0) {
            throw new IOException("cannot send SIGHUP to process " + process);
        }
    }
}
