package io.odonym.cli;

import sun.misc.Signal;

import java.util.concurrent.CompletableFuture;

/**
 * Handles SIGTERM and SIGINT. The first signal completes {@link #await}, and a second signal halts
 * the JVM at once. Shutdown hooks are not sufficient, because they cannot set the exit code. Java
 * has no public API for signals, so this class uses {@code sun.misc.Signal} of the module
 * jdk.unsupported. Thread-safe.
 */
final class ShutdownSignals {

    /** The signal that requested the shutdown. */
    enum Stop {
        /** SIGTERM, which a service manager or an orchestrator sends. */
        TERMINATE,
        /** SIGINT, which a terminal sends for Ctrl-C. */
        INTERRUPT
    }

    /** The number that is added to the signal number to get the exit code, as in shells. */
    private static final int SIGNAL_EXIT_CODE = 128;

    private final CompletableFuture<Stop> first = new CompletableFuture<>();

    private ShutdownSignals() {}

    /** Installs handlers for both signals. */
    static ShutdownSignals install() {
        ShutdownSignals signals = new ShutdownSignals();
        signals.handle("TERM", Stop.TERMINATE);
        signals.handle("INT", Stop.INTERRUPT);
        return signals;
    }

    @SuppressWarnings("sunapi")
    private void handle(String name, Stop stop) {
        try {
            Signal.handle(
                    new Signal(name),
                    signal -> {
                        if (!first.complete(stop)) {
                            Runtime.getRuntime().halt(SIGNAL_EXIT_CODE + signal.getNumber());
                        }
                    });
        } catch (IllegalArgumentException unsupported) {
            // With the JVM option -Xrs, the JVM leaves these signals to the operating system, which
            // ends the process.
            System.getLogger(ShutdownSignals.class.getName())
                    .log(System.Logger.Level.DEBUG, "cannot handle SIG" + name, unsupported);
        }
    }

    /** Waits for the first signal and returns it. */
    Stop await() {
        return first.join();
    }

    /**
     * Sends SIGTERM to this process. SIGINT is not suitable, because shells start background
     * processes with SIGINT ignored.
     */
    @SuppressWarnings("sunapi")
    static void raiseTerminate() {
        Signal.raise(new Signal("TERM"));
    }
}
