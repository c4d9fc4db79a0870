package io.odonym.spark;

/** Tenths of the scale of scores. */
final class ScoreBand {

    /** How many there are. */
    static final int COUNT = 10;

    private ScoreBand() {}

    /** Of a score from 0 to 1; a little more counts as 1. */
    static int of(double score) {
        // Scores have two decimals, which a plain product would put below a whole number.
        return Math.clamp(Math.round(score * 100) / COUNT, 0, COUNT - 1);
    }

    /** From which score to which, as "0.9-1.0". */
    static String name(int band) {
        return "0.%d-%s".formatted(band, band == COUNT - 1 ? "1.0" : "0." + (band + 1));
    }
}
