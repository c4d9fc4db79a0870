package io.odonym.threads;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs actions on a single thread of normal priority. Low-priority threads use this executor to
 * complete futures that virtual threads wait for.
 *
 * <p>On Linux, a new thread inherits the priority of the thread that starts it. Unparking a virtual
 * thread may start a new carrier thread. If a low-priority thread unparked a virtual thread, the
 * new carrier thread would have low priority for its whole lifetime and would slow down all virtual
 * threads that it runs. Submitting an action to this executor does not start a thread.
 *
 * <p>Thread-safe.
 */
public final class FutureCompletionExecutor implements Executor, AutoCloseable {

    private final ThreadPoolExecutor executor;

    /**
     * Creates the dispatcher and starts its thread. Must be called on a thread of normal priority,
     * because the new thread inherits the caller's priority.
     *
     * @param threadName the name of the thread
     */
    public FutureCompletionExecutor(String threadName) {
        executor =
                new ThreadPoolExecutor(
                        1,
                        1,
                        0,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        Thread.ofPlatform().daemon().name(threadName).factory());
        executor.prestartAllCoreThreads();
    }

    @Override
    public void execute(Runnable action) {
        executor.execute(action);
    }

    /** Stops the thread after it has run all queued actions. Does not wait for them. */
    @Override
    public void close() {
        executor.shutdown();
    }
}
