package io.odonym.threads;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A fixed-size pool of {@link LowPriorityThreads}. A {@link FutureCompletionExecutor} completes the
 * futures of the tasks at normal priority, so virtual threads may wait for them.
 *
 * <p>Thread-safe.
 */
public final class LowPriorityExecutor extends ThreadPoolExecutor {

    private final FutureCompletionExecutor dispatcher;

    /**
     * Creates a pool. Must be called on a thread of normal priority; see {@link
     * FutureCompletionExecutor#FutureCompletionExecutor(String)}.
     *
     * @param namePrefix the prefix of the thread names
     * @param threads the number of threads
     */
    public LowPriorityExecutor(String namePrefix, int threads) {
        super(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                LowPriorityThreads.factory(namePrefix));
        this.dispatcher = new FutureCompletionExecutor(namePrefix + "-completion");
    }

    @Override
    protected <T> RunnableFuture<T> newTaskFor(Callable<T> callable) {
        return new DispatchedTask<>(callable, dispatcher);
    }

    @Override
    protected <T> RunnableFuture<T> newTaskFor(Runnable runnable, T result) {
        return newTaskFor(Executors.callable(runnable, result));
    }

    @Override
    protected void terminated() {
        dispatcher.close();
    }

    /**
     * A task that runs on a low-priority thread and completes on the dispatcher's thread.
     * Cancelling the future interrupts the task.
     */
    private static final class DispatchedTask<T> extends CompletableFuture<T>
            implements RunnableFuture<T> {

        private final FutureTask<T> task;

        DispatchedTask(Callable<T> callable, FutureCompletionExecutor dispatcher) {
            this.task =
                    new FutureTask<>(callable) {
                        @Override
                        protected void done() {
                            // cancel() completes the future on the thread of its caller.
                            if (!isCancelled()) {
                                dispatcher.execute(DispatchedTask.this::complete);
                            }
                        }
                    };
        }

        @Override
        public void run() {
            task.run();
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            task.cancel(mayInterruptIfRunning);
            return super.cancel(mayInterruptIfRunning);
        }

        private void complete() {
            if (task.state() == State.SUCCESS) {
                complete(task.resultNow());
            } else {
                completeExceptionally(task.exceptionNow());
            }
        }
    }
}
