package io.odonym.threads;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/**
 * Creates low-priority threads for long-running background work. On Linux, the threads run with a
 * {@code nice} value of 18, the second-lowest priority, so they mostly use processor time that
 * requests do not need. On other systems, the threads have normal priority.
 *
 * <p>{@link Thread#setPriority} is not used, because on Linux the JVM ignores thread priorities
 * unless a flag enables them, and this flag requires root privileges.
 *
 * <p>Thread-safe.
 */
public final class LowPriorityThreads {

    /**
     * The {@code nice} value. If threads compete for a processor, a request thread gets about 50
     * times the processor time of a low-priority thread.
     */
    private static final int NICE = 18;

    /** {@code PRIO_PROCESS}, the first argument of {@code setpriority(2)}. */
    private static final int PRIO_PROCESS = 0;

    /** The second argument of {@code setpriority(2)}; on Linux, 0 selects the calling thread. */
    private static final int CALLING_THREAD = 0;

    private static final System.Logger LOG = System.getLogger(LowPriorityThreads.class.getName());
    private static final Optional<MethodHandle> SET_PRIORITY = findSetPriority();

    private LowPriorityThreads() {}

    /**
     * Returns a factory of low-priority daemon threads.
     *
     * @param namePrefix the prefix of the thread names; a hyphen and a number follow it
     */
    public static ThreadFactory factory(String namePrefix) {
        ThreadFactory factory = Thread.ofPlatform().daemon().name(namePrefix + "-", 0).factory();
        return task ->
                factory.newThread(
                        () -> {
                            lowerPriority();
                            task.run();
                        });
    }

    private static Optional<MethodHandle> findSetPriority() {
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

    private static void lowerPriority() {
        if (SET_PRIORITY.isPresent()) {
            try {
                int result =
                        (int) SET_PRIORITY.get().invokeExact(PRIO_PROCESS, CALLING_THREAD, NICE);
                if (result != 0) {
                    LOG.log(
                            System.Logger.Level.DEBUG,
                            "setpriority failed; the thread keeps its normal priority");
                }
            } catch (Throwable failure) {
                throw new IllegalStateException("cannot call setpriority", failure);
            }
        }
    }
}
