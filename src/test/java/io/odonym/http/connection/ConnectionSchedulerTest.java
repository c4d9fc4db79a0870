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

/** Turns of many connections' threads that never have to wait for their clients. */
class ConnectionSchedulerTest {

    private static final int ROUNDS = 200;
    private static final long ROUND_NANOSECONDS = 50_000;

    /** Nobody rests for so long, on however slow a machine. */
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final int threads = 16 * Runtime.getRuntime().availableProcessors();

    private static void work() {
        long end = System.nanoTime() + ROUND_NANOSECONDS;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private List<Thread> start(IntConsumer each) {
        return IntStream.range(0, threads)
                .mapToObj(number -> Thread.startVirtualThread(() -> each.accept(number)))
                .toList();
    }

    private static void join(List<Thread> all) throws InterruptedException {
        for (Thread each : all) {
            assertThat(each.join(LIMIT)).as("a thread came to its end").isTrue();
        }
    }

    @Test
    void whoIsAlwaysReadyDoesNotKeepOutTheOthers() throws Exception {
        AtomicIntegerArray rounds = new AtomicIntegerArray(threads);
        AtomicBoolean first = new AtomicBoolean(true);
        List<Integer> seen = new ArrayList<>();
        AtomicBoolean begun = new AtomicBoolean();
        try (ConnectionScheduler scheduler = new ConnectionScheduler()) {
            List<Thread> all =
                    start(
                            number -> {
                                while (!begun.get()) {
                                    LockSupport.park();
                                }
                                for (int round = 0; round < ROUNDS; round++) {
                                    scheduler.parkIfContended();
                                    work();
                                    rounds.incrementAndGet(number);
                                }
                                if (first.getAndSet(false)) {
                                    for (int k = 0; k < threads; k++) {
                                        seen.add(rounds.get(k));
                                    }
                                }
                            });
            // A thread of the system might be kept from it by those that have begun.
            Thread.startVirtualThread(
                    () -> {
                        begun.set(true);
                        all.forEach(LockSupport::unpark);
                    });
            join(all);
            assertThat(scheduler.countWaiting()).isZero();
        }
        assertThat(seen).hasSize(threads).allMatch(each -> each > ROUNDS / 4);
    }

    @Test
    void nobodyRestsWhenItIsClosed() throws Exception {
        ConnectionScheduler scheduler = new ConnectionScheduler();
        AtomicBoolean over = new AtomicBoolean();
        List<Thread> all =
                start(
                        _ -> {
                            while (!over.get()) {
                                scheduler.parkIfContended();
                                work();
                            }
                        });
        scheduler.close();
        over.set(true);
        join(all);
        assertThat(all).noneMatch(Thread::isAlive);
    }

    @Test
    void whoIsInterruptedRestsNoLonger() throws Exception {
        try (ConnectionScheduler scheduler = new ConnectionScheduler()) {
            List<Thread> all =
                    start(
                            _ -> {
                                while (!Thread.currentThread().isInterrupted()) {
                                    scheduler.parkIfContended();
                                    work();
                                }
                            });
            all.forEach(Thread::interrupt);
            join(all);
            assertThat(scheduler.countWaiting()).isZero();
        }
    }
}
