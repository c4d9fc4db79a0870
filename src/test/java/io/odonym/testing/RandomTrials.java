package io.odonym.testing;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Checks a property on random cases. Each trial has a seed of its own; a failure names the seed,
 * and {@code -Dodonym.seed=SEED} runs that trial alone.
 */
public final class RandomTrials {

    private static final String SEED = "odonym.seed";
    private static final int TRIALS = 300;

    private RandomTrials() {}

    /** A property that holds for every random case; it throws where it does not hold. */
    @FunctionalInterface
    public interface Property {

        void check(RandomValues random) throws Exception;
    }

    /** Checks 300 cases. */
    public static void check(Property property) {
        check(TRIALS, property);
    }

    /**
     * Checks a number of cases.
     *
     * @throws AssertionError with the seed of the first case that fails
     */
    public static void check(int trials, Property property) {
        Long replayed = Long.getLong(SEED);
        if (replayed != null) {
            run(replayed, "replayed", property);
            return;
        }
        for (int i = 1; i <= trials; i++) {
            long seed = ThreadLocalRandom.current().nextLong();
            run(seed, "trial " + i + " of " + trials, property);
        }
    }

    private static void run(long seed, String trial, Property property) {
        try {
            property.check(new RandomValues(seed));
        } catch (Exception | AssertionError failure) {
            throw new AssertionError(
                    "%s failed, replay it with -D%s=%d: %s"
                            .formatted(trial, SEED, seed, failure.getMessage()),
                    failure);
        }
    }
}
