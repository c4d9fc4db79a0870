package io.odonym.cli;

import sun.misc.Signal;

import java.util.concurrent.CompletableFuture;

/**
 * SIGTERM and SIGINT, by which a process is told to end. The first one is waited for, the second
 * one ends the process at once. Java's own answer to them, shutdown hooks, leaves no choice of the
 * exit code; {@code sun.misc.Signal} is what the JDK keeps for hearing them in jdk.unsupported.
 */
final class ShutdownSignals {

    /** What the process was told. */
    enum Stop {
        /** SIGTERM: whoever runs it wants it to end. */
        TERMINATE,
        /** SIGINT: somebody pressed Ctrl-C. */
        INTERRUPT
    }

    /** What shells report of a process that a signal ended: 128 and the signal's number. */
    private static final int KILLED = 128;

    private final CompletableFuture<Stop> first = new CompletableFuture<>();

    private ShutdownSignals() {}

    /** Hears the signals from now on. */
    static ShutdownSignals listen() {
        ShutdownSignals signals = new ShutdownSignals();
        signals.hear("TERM", Stop.TERMINATE);
        signals.hear("INT", Stop.INTERRUPT);
        return signals;
    }

    @SuppressWarnings("sunapi")
    private void hear(String name, Stop stop) {
        try {
            Signal.handle(
                    new Signal(name),
                    signal -> {
                        if (!first.complete(stop)) {
                            Runtime.getRuntime().halt(KILLED + signal.getNumber());
                        }
                    });
        } catch (IllegalArgumentException unknown) {
            // With -Xrs the JVM leaves signals to the system, which ends the process.
            System.getLogger(ShutdownSignals.class.getName())
                    .log(System.Logger.Level.DEBUG, "cannot hear " + name, unknown);
        }
    }

    /** Waits for the first of them. */
    Stop await() {
        return first.join();
    }

    /**
     * Tells this process to end. SIGINT would not do: shells let what runs in the background ignore
     * it.
     */
    @SuppressWarnings("sunapi")
    static void raise() {
        Signal.raise(new Signal("TERM"));
    }
}
