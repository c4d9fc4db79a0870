package io.odonym.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

@Timeout(30)
class Http2StreamExecutorTest {

    private static final int WAITS = 3;

    /** Helidon 4.5.0 waits for a request body again after an interrupt. */
    @Test
    void endsStreamsThatDiscardAnInterrupt() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch body = new CountDownLatch(1);
        AtomicInteger interrupts = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Http2StreamExecutor streams = new Http2StreamExecutor(threads);
            streams.execute(
                    () -> {
                        started.countDown();
                        while (interrupts.get() < WAITS) {
                            try {
                                body.await();
                            } catch (InterruptedException discarded) {
                                interrupts.incrementAndGet();
                            }
                        }
                    });
            started.await();
            streams.close();
            assertThat(streams.isTerminated()).isTrue();
        }
        assertThat(interrupts).hasValue(WAITS);
    }

    @Test
    void waitsEvenIfItIsInterrupted() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch search = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Http2StreamExecutor streams = new Http2StreamExecutor(threads);
            streams.execute(
                    () -> {
                        started.countDown();
                        try {
                            search.await();
                        } catch (InterruptedException connectionEnded) {
                            // The stream ends.
                        }
                    });
            started.await();
            Thread.currentThread().interrupt();
            streams.close();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(streams.isTerminated()).isTrue();
        }
    }

    @Test
    void runsNoStreamsAfterTheEndOfTheConnection() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Http2StreamExecutor streams = new Http2StreamExecutor(threads);
            streams.close();
            AtomicInteger runs = new AtomicInteger();
            streams.execute(runs::incrementAndGet);
            streams.close();
            assertThat(runs).hasValue(0);
        }
    }
}
