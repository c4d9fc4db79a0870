package io.odonym.testing;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Draws values of a random test case. Every twentieth number or text is an edge case: a bound,
 * zero, an empty text.
 */
public final class RandomValues {

    private static final int EDGE_CASE_EVERY = 20;
    private static final int MAX_TEXT_LENGTH = 60;

    private final Random random;

    public RandomValues(long seed) {
        this.random = new Random(seed);
    }

    /** The generator behind these values. */
    public Random random() {
        return random;
    }

    public boolean flag() {
        return random.nextBoolean();
    }

    private boolean isEdgeCase() {
        return random.nextInt(EDGE_CASE_EVERY) == 0;
    }

    /** A number between two bounds, both included. */
    public int between(int min, int max) {
        return isEdgeCase() ? oneOf(min, max) : random.nextInt(min, max + 1);
    }

    /** A number between two bounds, both included. */
    public long between(long min, long max) {
        return isEdgeCase() ? oneOf(min, max) : random.nextLong(min, max + 1);
    }

    /** A number between two bounds, both included. */
    public double between(double min, double max) {
        if (isEdgeCase()) {
            return oneOf(min, max, Math.clamp(0.0, min, max));
        }
        return random.nextDouble(min, Math.nextUp(max));
    }

    /** Any number of 64 bits, small ones as often as large ones. */
    public long anyLong() {
        if (isEdgeCase()) {
            return oneOf(0L, 1L, -1L, Long.MIN_VALUE, Long.MAX_VALUE);
        }
        return random.nextLong() >> random.nextInt(Long.SIZE);
    }

    /** Any finite number. */
    public double anyDouble() {
        if (isEdgeCase()) {
            return oneOf(0.0, -0.0, 1.0, -1.0, 0.01, Double.MIN_VALUE, Double.MAX_VALUE);
        }
        double any = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(any) ? any : random.nextGaussian();
    }

    /** A number between two bounds with at most so many decimals. */
    public double decimal(double min, double max, int decimals) {
        double scale = Math.pow(10, decimals);
        return Math.round(between(min, max) * scale) / scale;
    }

    /** Any text: every script, supplementary characters, and halves of surrogate pairs. */
    public String text() {
        int length = isEdgeCase() ? 0 : random.nextInt(MAX_TEXT_LENGTH);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            switch (random.nextInt(6)) {
                case 0, 1 -> text.append((char) random.nextInt(' ', 0x7F));
                case 2 -> text.append((char) random.nextInt(0x250));
                case 3 -> text.append((char) random.nextInt(0xD800));
                case 4 -> text.append((char) random.nextInt(0x10000));
                default -> text.appendCodePoint(random.nextInt(0x10000, 0x110000));
            }
        }
        return text.toString();
    }

    /** A text of these characters with a length between two bounds, both included. */
    public String text(String characters, int minLength, int maxLength) {
        int length = between(minLength, maxLength);
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(characters.charAt(random.nextInt(characters.length())));
        }
        return text.toString();
    }

    /** Any bytes with a length up to a bound. */
    public byte[] bytes(int maxLength) {
        byte[] bytes = new byte[between(0, maxLength)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** One of these values. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final <T> T oneOf(T... values) {
        return values[random.nextInt(values.length)];
    }

    /** What one of these suppliers draws. */
    @SafeVarargs
    public final <T> T drawnBy(Supplier<? extends T>... suppliers) {
        return suppliers[random.nextInt(suppliers.length)].get();
    }

    /** A list with a size between two bounds, both included. */
    public <T> List<T> list(int minSize, int maxSize, Supplier<? extends T> values) {
        int size = between(minSize, maxSize);
        List<T> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(values.get());
        }
        return list;
    }

    /** A set that is drawn from a number of values between two bounds, equal ones counted once. */
    public <T> Set<T> set(int minDrawn, int maxDrawn, Supplier<? extends T> values) {
        return new LinkedHashSet<>(list(minDrawn, maxDrawn, values));
    }
}
