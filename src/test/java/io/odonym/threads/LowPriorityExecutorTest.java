package io.odonym.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.io.IOException;
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
    void end() {
        pool.shutdownNow();
    }

    /** How far back the thread that runs this steps: the nineteenth number of its line. */
    private static int nice() throws IOException {
        String line = Files.readString(Path.of("/proc/thread-self/stat"));
        return Integer.parseInt(line.substring(line.lastIndexOf(')') + 2).split(" ")[16]);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void worksOnPatientThreadsAndTellsOnAnOrdinaryOne() throws Exception {
        CountDownLatch heard = new CountDownLatch(1);
        Future<Integer> work =
                pool.submit(
                        () -> {
                            heard.await();
                            return nice();
                        });
        CompletableFuture<String> teller =
                ((CompletableFuture<Integer>) work)
                        .thenApply(
                                _ -> {
                                    try {
                                        return Thread.currentThread().getName() + " " + nice();
                                    } catch (IOException unreadable) {
                                        throw new IllegalStateException(unreadable);
                                    }
                                });
        heard.countDown();

        // In this order, since whoever waits for the work may run what depends on it.
        assertThat(teller.get()).isEqualTo("work-messenger " + nice());
        assertThat(work.get()).isEqualTo(18);
    }

    @Test
    void tellsOfFailures() {
        Future<Integer> work =
                pool.submit(
                        () -> {
                            throw new IOException("the disk is gone");
                        });

        assertThatThrownBy(work::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IOException.class)
                .hasRootCauseMessage("the disk is gone");
    }

    @Test
    void interruptsWhatIsCancelled() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Future<Void> work =
                pool.submit(
                        () -> {
                            begun.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException _) {
                                interrupted.countDown();
                            }
                            return null;
                        });
        begun.await();

        assertThat(work.cancel(true)).isTrue();
        interrupted.await();
        assertThat(work.isCancelled()).isTrue();
        assertThat(pool.submit(() -> "the next").get()).isEqualTo("the next");
    }

    @Test
    void letsWorkBeCancelledAfterItsEnd() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Future<Void> running =
                pool.submit(
                        () -> {
                            begun.countDown();
                            new CountDownLatch(1).await();
                            return null;
                        });
        Future<String> queued = pool.submit(() -> "never");
        begun.await();

        pool.shutdownNow();

        assertThatThrownBy(running::get).hasCauseInstanceOf(InterruptedException.class);
        assertThat(queued.cancel(true)).isTrue();
    }
}
