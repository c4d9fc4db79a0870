package io.odonym.spark;

/** Divides the scores from 0 to 1 into ten bands of equal width, numbered from 0. */
final class ScoreBand {

    /** The number of bands. */
    static final int COUNT = 10;

    private static final int HUNDREDTHS_PER_BAND = 10;

    private ScoreBand() {}

    /** Returns the band of a score. Scores above 1 belong to the last band. */
    static int of(double score) {
        // Scores have two decimal places. Rounding is required because 0.29 * 100 is less than 29.
        return Math.clamp(Math.round(score * 100) / HUNDREDTHS_PER_BAND, 0, COUNT - 1);
    }

    /** Returns the bounds of a band, for example "0.9-1.0". */
    static String name(int band) {
        return "0.%d-%s".formatted(band, band == COUNT - 1 ? "1.0" : "0." + (band + 1));
    }
}
