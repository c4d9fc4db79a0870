package io.odonym.python;

import java.nio.charset.StandardCharsets;

/**
 * Formats floating-point numbers like {@code repr} in Python 3. The text has the smallest number of
 * digits that identifies the number. It has an exponent only if the absolute value is less than
 * 1e-4 or at least 1e16.
 *
 * <p>Thread-safe.
 */
public final class PythonFloatFormat {

    /**
     * The number of decimal places that the fast path supports. Coordinates have six decimal
     * places.
     */
    private static final int DECIMALS = 6;

    private static final int POWER_OF_TEN = 1_000_000;

    /**
     * The maximum length of fixed-point text: a sign, seven digits, the decimal point and six
     * decimal places.
     */
    private static final int MAX_FIXED_POINT_LENGTH = 15;

    private PythonFloatFormat() {}

    /**
     * Formats a number.
     *
     * @param value a finite number
     * @return the same text as {@code repr(value)} in Python 3
     */
    public static String repr(double value) {
        double magnitude = Math.abs(value);
        // In this range, Double.toString (since Java 19) and Python's repr return the same text.
        if (magnitude >= 1e-3 && magnitude < 1e7 || magnitude == 0) {
            long millionths = (long) Math.rint(magnitude * POWER_OF_TEN);
            return (double) millionths / POWER_OF_TEN == magnitude && magnitude != 0
                    ? fixedPoint(value < 0, millionths)
                    : Double.toString(value);
        }
        String text = Double.toString(value);
        int exponentMark = text.indexOf('E');
        int exponent = Integer.parseInt(text, exponentMark + 1, text.length(), 10);
        String sign = value < 0 ? "-" : "";
        String digits = text.substring(sign.length(), exponentMark).replace(".", "");
        if (digits.endsWith("0")) {
            digits = digits.substring(0, digits.length() - 1);
        }
        return sign
                + (exponent < -4 || exponent >= 16
                        ? scientific(digits, exponent)
                        : positional(digits, exponent));
    }

    /**
     * Formats a number given in millionths. Different decimal numbers of at most 15 significant
     * digits always round to different doubles, so the digits of this number are the shortest
     * sequence that identifies it.
     */
    private static String fixedPoint(boolean negative, long millionths) {
        byte[] text = new byte[MAX_FIXED_POINT_LENGTH];
        int end = MAX_FIXED_POINT_LENGTH;
        int start = MAX_FIXED_POINT_LENGTH;
        int fraction = (int) (millionths % POWER_OF_TEN);
        for (int place = DECIMALS; place > 0; place--) {
            int digit = fraction % 10;
            fraction /= 10;
            if (digit == 0 && start == end && place > 1) {
                end--;
            }
            text[--start] = (byte) ('0' + digit);
        }
        text[--start] = '.';
        int whole = (int) (millionths / POWER_OF_TEN);
        do {
            text[--start] = (byte) ('0' + whole % 10);
            whole /= 10;
        } while (whole > 0);
        if (negative) {
            text[--start] = '-';
        }
        return new String(text, start, end - start, StandardCharsets.ISO_8859_1);
    }

    private static String scientific(String digits, int exponent) {
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        String power = (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
        return digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + power;
    }

    private static String positional(String digits, int exponent) {
        if (exponent < 0) {
            return "0." + "0".repeat(-exponent - 1) + digits;
        }
        int whole = exponent + 1;
        return digits.length() > whole
                ? digits.substring(0, whole) + "." + digits.substring(whole)
                : digits + "0".repeat(whole - digits.length()) + ".0";
    }
}
