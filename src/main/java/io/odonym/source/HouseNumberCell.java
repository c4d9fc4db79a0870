package io.odonym.source;

import java.util.Locale;

/** The house number of a row: its number and its suffix. */
final class HouseNumberCell {

    private static final int MAX_DIGITS = 5;

    private HouseNumberCell() {}

    /**
     * Returns a house number without leading zeros. Decimal places are permitted if they are zero,
     * because some editors export all numbers with them: "163,0000000000" is 163.
     *
     * @throws IllegalArgumentException if the cell does not contain a whole number of up to five
     *     digits
     */
    static String parse(String cell) {
        int end = digits(cell, 0);
        boolean decimal =
                end > 0
                        && end < cell.length()
                        && (cell.charAt(end) == ',' || cell.charAt(end) == '.');
        int last = decimal ? end + 1 + zeros(cell, end + 1) : end;
        if (end == 0 || last < cell.length()) {
            throw new IllegalArgumentException("numero is not a number: " + cell);
        }
        int start = Math.min(zeros(cell, 0), end - 1);
        if (end - start > MAX_DIGITS) {
            throw new IllegalArgumentException(
                    "numero must have at most " + MAX_DIGITS + " digits: " + cell);
        }
        return cell.substring(start, end);
    }

    private static int digits(String cell, int from) {
        int at = from;
        while (at < cell.length() && cell.charAt(at) >= '0' && cell.charAt(at) <= '9') {
            at++;
        }
        return at - from;
    }

    private static int zeros(String cell, int from) {
        int at = from;
        while (at < cell.length() && cell.charAt(at) == '0') {
            at++;
        }
        return at - from;
    }

    /** Returns a suffix in lower case: "bis", "a bis". */
    static String suffix(String cell) {
        return cell.toLowerCase(Locale.ROOT);
    }
}
