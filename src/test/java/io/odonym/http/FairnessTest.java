package io.odonym.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;

/** Turns of many connections' threads that never have to wait for their clients. */
class FairnessTest {

    private static final int ROUNDS = 200;
    private static final long ROUND_NANOSECONDS = 50_000;

    private final int threads = 16 * Runtime.getRuntime().availableProcessors();

    private static void work() {
        long end = System.nanoTime() + ROUND_NANOSECONDS;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whoIsAlwaysReadyDoesNotKeepOutTheOthers() throws Exception {
        AtomicIntegerArray rounds = new AtomicIntegerArray(threads);
        AtomicBoolean first = new AtomicBoolean(true);
        List<Integer> seen = new ArrayList<>();
        AtomicBoolean begun = new AtomicBoolean();
        List<Thread> all = new ArrayList<>();
        try (Fairness fairness = new Fairness()) {
            for (int i = 0; i < threads; i++) {
                int number = i;
                all.add(
                        Thread.startVirtualThread(
                                () -> {
                                    while (!begun.get()) {
                                        LockSupport.park();
                                    }
                                    for (int round = 0; round < ROUNDS; round++) {
                                        fairness.rest();
                                        work();
                                        rounds.incrementAndGet(number);
                                    }
                                    if (first.getAndSet(false)) {
                                        for (int k = 0; k < threads; k++) {
                                            seen.add(rounds.get(k));
                                        }
                                    }
                                }));
            }
            // A thread of the system might be kept from it by those that have begun.
            Thread.startVirtualThread(
                    () -> {
                        begun.set(true);
                        all.forEach(LockSupport::unpark);
                    });
            for (Thread each : all) {
                each.join();
            }
            assertThat(fairness.countWaiting()).isZero();
        }
        assertThat(seen).hasSize(threads).allMatch(each -> each > ROUNDS / 4);
    }

    @Test
    void nobodyRestsWhenItIsClosed() throws Exception {
        Fairness fairness = new Fairness();
        AtomicBoolean over = new AtomicBoolean();
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            all.add(
                    Thread.startVirtualThread(
                            () -> {
                                while (!over.get()) {
                                    fairness.rest();
                                    work();
                                }
                            }));
        }
        fairness.close();
        over.set(true);
        for (Thread each : all) {
            each.join();
        }
        assertThat(all).noneMatch(Thread::isAlive);
    }

    @Test
    void whoIsInterruptedRestsNoLonger() throws Exception {
        try (Fairness fairness = new Fairness()) {
            List<Thread> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                all.add(
                        Thread.startVirtualThread(
                                () -> {
                                    while (!Thread.currentThread().isInterrupted()) {
                                        fairness.rest();
                                        work();
                                    }
                                }));
            }
            for (Thread each : all) {
                each.interrupt();
            }
            for (Thread each : all) {
                each.join();
            }
            assertThat(fairness.countWaiting()).isZero();
        }
    }
}
