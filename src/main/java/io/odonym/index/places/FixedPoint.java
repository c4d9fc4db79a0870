package io.odonym.index.places;

/**
 * Stores decimal numbers as integers: a number with up to six decimal places is multiplied by a
 * power of ten.
 */
public final class FixedPoint {

    /** The largest supported number of decimal places. */
    static final int MAX_DECIMALS = 6;

    private static final double[] POWERS_OF_TEN = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};

    /** The bound up to which a double represents every integer exactly. */
    private static final double MAX_EXACT_INTEGER = 1L << 53;

    private FixedPoint() {}

    /**
     * Returns whether a number remains the same, to the last bit, after {@link #scale} and {@link
     * #unscale}.
     */
    public static boolean isExact(double number, int decimals) {
        double scaled = Math.rint(number * POWERS_OF_TEN[decimals]);
        return Math.abs(scaled) <= MAX_EXACT_INTEGER
                && Double.doubleToRawLongBits(unscale((long) scaled, decimals))
                        == Double.doubleToRawLongBits(number);
    }

    /** Multiplies a number by a power of ten and rounds the result to the nearest integer. */
    public static long scale(double number, int decimals) {
        return (long) Math.rint(number * POWERS_OF_TEN[decimals]);
    }

    /** Divides a scaled number by the power of ten with which it was scaled. */
    public static double unscale(long scaled, int decimals) {
        return scaled / POWERS_OF_TEN[decimals];
    }
}
