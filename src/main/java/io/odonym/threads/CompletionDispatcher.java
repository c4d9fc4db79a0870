package io.odonym.threads;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * One ordinary thread by which patient ones tell what others wait for.
 *
 * <p>On Linux a new thread has the priority of the thread that begins it. Who wakes a virtual
 * thread may have to begin a carrier for it, and a patient thread would begin one that is patient
 * for as long as it lives, whatever it carries. Waking this thread begins none.
 */
public final class CompletionDispatcher implements Executor, AutoCloseable {

    private final ThreadPoolExecutor thread;

    /**
     * Begins the thread, hence to be made on an ordinary one.
     *
     * @param name the thread's name
     */
    public CompletionDispatcher(String name) {
        thread =
                new ThreadPoolExecutor(
                        1,
                        1,
                        0,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        Thread.ofPlatform().daemon().name(name).factory());
        thread.prestartAllCoreThreads();
    }

    @Override
    public void execute(Runnable message) {
        thread.execute(message);
    }

    /** Tells what is still to be told, and ends. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
