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
 * A pool of {@link LowPriorityThreads} whose futures are completed by a {@link
 * CompletionDispatcher}, so that virtual threads may wait for them.
 */
public final class LowPriorityExecutor extends ThreadPoolExecutor {

    private final CompletionDispatcher messenger;

    /**
     * A pool; to be made on an ordinary thread.
     *
     * @param name what the threads' names begin with
     * @param threads how many there are
     */
    public LowPriorityExecutor(String name, int threads) {
        super(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                LowPriorityThreads.named(name));
        this.messenger = new CompletionDispatcher(name + "-messenger");
    }

    @Override
    protected <T> RunnableFuture<T> newTaskFor(Callable<T> work) {
        return new Told<>(work, messenger);
    }

    @Override
    protected <T> RunnableFuture<T> newTaskFor(Runnable work, T result) {
        return newTaskFor(Executors.callable(work, result));
    }

    @Override
    protected void terminated() {
        messenger.close();
    }

    /** A piece of work whose end is told by the messenger; cancelling it interrupts it. */
    private static final class Told<T> extends CompletableFuture<T> implements RunnableFuture<T> {

        private final FutureTask<T> work;

        Told(Callable<T> callable, CompletionDispatcher messenger) {
            this.work =
                    new FutureTask<>(callable) {
                        @Override
                        protected void done() {
                            // Who cancels knows, and is no patient thread.
                            if (!isCancelled()) {
                                messenger.execute(Told.this::tell);
                            }
                        }
                    };
        }

        @Override
        public void run() {
            work.run();
        }

        @Override
        public boolean cancel(boolean interrupt) {
            work.cancel(interrupt);
            return super.cancel(interrupt);
        }

        private void tell() {
            if (work.state() == State.SUCCESS) {
                complete(work.resultNow());
            } else {
                completeExceptionally(work.exceptionNow());
            }
        }
    }
}
