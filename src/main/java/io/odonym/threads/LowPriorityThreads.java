package io.odonym.threads;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/**
 * Makes threads for long work, which take the processor where no request wants it: with the lowest
 * priority but one that Linux has, {@code nice} 18. The JVM's own priorities do nothing on Linux
 * unless a flag asks for it, which only root may. Elsewhere the threads are like any other.
 */
public final class LowPriorityThreads {

    /** A request's thread gets some fifty times as much of a processor that both want. */
    private static final int NICE = 18;

    /** PRIO_PROCESS and 0 mean, on Linux, the calling thread. */
    private static final int CALLER = 0;

    private static final System.Logger LOG = System.getLogger(LowPriorityThreads.class.getName());
    private static final Optional<MethodHandle> SET_PRIORITY = find();

    private LowPriorityThreads() {}

    /**
     * A factory of daemon threads.
     *
     * @param name what their names begin with
     */
    public static ThreadFactory named(String name) {
        ThreadFactory plain = Thread.ofPlatform().daemon().name(name + "-", 0).factory();
        return work ->
                plain.newThread(
                        () -> {
                            stepBack();
                            work.run();
                        });
    }

    private static Optional<MethodHandle> find() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.empty();
        }
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> function = linker.defaultLookup().find("setpriority");
        return function.map(
                address ->
                        linker.downcallHandle(
                                address,
                                FunctionDescriptor.of(
                                        ValueLayout.JAVA_INT,
                                        ValueLayout.JAVA_INT,
                                        ValueLayout.JAVA_INT,
                                        ValueLayout.JAVA_INT)));
    }

    private static void stepBack() {
        if (SET_PRIORITY.isPresent()) {
            try {
                int failed = (int) SET_PRIORITY.get().invokeExact(CALLER, CALLER, NICE);
                if (failed != 0) {
                    LOG.log(System.Logger.Level.DEBUG, "a thread keeps its priority");
                }
            } catch (Throwable unlinked) {
                throw new IllegalStateException("setpriority cannot be called", unlinked);
            }
        }
    }
}
