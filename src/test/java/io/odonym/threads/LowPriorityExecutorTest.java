package io.odonym.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

@Timeout(60)
class LowPriorityExecutorTest {

    private final LowPriorityExecutor pool = new LowPriorityExecutor("work", 1);

    @AfterEach
    void shutDown() {
        pool.shutdownNow();
    }

    /** Returns the nice value of the calling thread: field 19 of {@code /proc/thread-self/stat}. */
    private static int nice() throws IOException {
        String line = Files.readString(Path.of("/proc/thread-self/stat"));
        return Integer.parseInt(line.substring(line.lastIndexOf(')') + 2).split(" ")[16]);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void runsTasksAtLowPriorityAndCompletesThemAtNormalPriority() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        Future<Integer> task =
                pool.submit(
                        () -> {
                            released.await();
                            return nice();
                        });
        CompletableFuture<String> completionThread =
                ((CompletableFuture<Integer>) task)
                        .thenApply(
                                _ -> {
                                    try {
                                        return Thread.currentThread().getName() + " " + nice();
                                    } catch (IOException e) {
                                        throw new UncheckedIOException(e);
                                    }
                                });
        released.countDown();

        // Waiting for the task first could run the dependent action on this thread.
        assertThat(completionThread.get()).isEqualTo("work-completion " + nice());
        assertThat(task.get()).isEqualTo(18);
    }

    @Test
    void reportsFailures() {
        Future<Integer> task =
                pool.submit(
                        () -> {
                            throw new IOException("the disk is gone");
                        });

        assertThatThrownBy(task::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IOException.class)
                .hasRootCauseMessage("the disk is gone");
    }

    @Test
    void interruptsCancelledTasks() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Future<Void> task =
                pool.submit(
                        () -> {
                            started.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException _) {
                                interrupted.countDown();
                            }
                            return null;
                        });
        started.await();

        assertThat(task.cancel(true)).isTrue();
        interrupted.await();
        assertThat(task.isCancelled()).isTrue();
        assertThat(pool.submit(() -> "the next").get()).isEqualTo("the next");
    }

    @Test
    void allowsCancellationAfterShutdown() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        Future<Void> running =
                pool.submit(
                        () -> {
                            started.countDown();
                            new CountDownLatch(1).await();
                            return null;
                        });
        Future<String> queued = pool.submit(() -> "never");
        started.await();

        pool.shutdownNow();

        assertThatThrownBy(running::get).hasCauseInstanceOf(InterruptedException.class);
        assertThat(queued.cancel(true)).isTrue();
    }
}
