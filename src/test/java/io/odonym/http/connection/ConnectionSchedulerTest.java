package io.odonym.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Threads of many connections whose clients always have the next request ready. */
class ConnectionSchedulerTest {

    private static final int ROUNDS = 200;
    private static final long ROUND_NANOS = 50_000;

    /** Generous, so that a slow machine does not fail the test. */
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final int threads = 16 * Runtime.getRuntime().availableProcessors();

    private static void spin() {
        long end = System.nanoTime() + ROUND_NANOS;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private List<Thread> start(IntConsumer task) {
        return IntStream.range(0, threads)
                .mapToObj(number -> Thread.startVirtualThread(() -> task.accept(number)))
                .toList();
    }

    private static void join(List<Thread> all) throws InterruptedException {
        for (Thread each : all) {
            assertThat(each.join(TIMEOUT)).as("the thread has ended").isTrue();
        }
    }

    @Test
    void busyThreadsDoNotStarveOthers() throws Exception {
        AtomicIntegerArray rounds = new AtomicIntegerArray(threads);
        AtomicBoolean first = new AtomicBoolean(true);
        List<Integer> roundsAtFirstEnd = new ArrayList<>();
        AtomicBoolean started = new AtomicBoolean();
        try (ConnectionScheduler scheduler = new ConnectionScheduler()) {
            List<Thread> all =
                    start(
                            number -> {
                                while (!started.get()) {
                                    LockSupport.park();
                                }
                                for (int round = 0; round < ROUNDS; round++) {
                                    scheduler.parkIfContended();
                                    spin();
                                    rounds.incrementAndGet(number);
                                }
                                if (first.getAndSet(false)) {
                                    for (int i = 0; i < threads; i++) {
                                        roundsAtFirstEnd.add(rounds.get(i));
                                    }
                                }
                            });
            // A virtual thread wakes them; a platform thread could be preempted half-way.
            Thread.startVirtualThread(
                    () -> {
                        started.set(true);
                        all.forEach(LockSupport::unpark);
                    });
            join(all);
            assertThat(scheduler.countWaiting()).isZero();
        }
        assertThat(roundsAtFirstEnd).hasSize(threads).allMatch(count -> count > ROUNDS / 4);
    }

    @Test
    void closingWakesAllThreads() throws Exception {
        ConnectionScheduler scheduler = new ConnectionScheduler();
        AtomicBoolean stopped = new AtomicBoolean();
        List<Thread> all =
                start(
                        _ -> {
                            while (!stopped.get()) {
                                scheduler.parkIfContended();
                                spin();
                            }
                        });
        scheduler.close();
        stopped.set(true);
        join(all);
        assertThat(all).noneMatch(Thread::isAlive);
    }

    @Test
    void interruptingWakesAThread() throws Exception {
        try (ConnectionScheduler scheduler = new ConnectionScheduler()) {
            List<Thread> all =
                    start(
                            _ -> {
                                while (!Thread.currentThread().isInterrupted()) {
                                    scheduler.parkIfContended();
                                    spin();
                                }
                            });
            all.forEach(Thread::interrupt);
            join(all);
            assertThat(scheduler.countWaiting()).isZero();
        }
    }
}
