package io.odonym.source;

/**
 * The number of invalid lines that a command accepts: a share of all lines, but at least 20, so
 * that one invalid row does not reject the file of a village. If the share is 0, no invalid line is
 * accepted.
 *
 * @param share the share of the lines, from 0 to 1
 */
public record BadLineLimit(double share) {

    private static final int FLOOR = 20;

    /**
     * Returns whether a number of invalid lines is above the limit.
     *
     * @param badLines the number of invalid lines
     * @param lines the number of all lines
     */
    public boolean isExceeded(long badLines, long lines) {
        return badLines > (share > 0 ? Math.max(share * lines, FLOOR) : 0);
    }
}
