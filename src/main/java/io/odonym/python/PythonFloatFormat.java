package io.odonym.python;

import java.nio.charset.StandardCharsets;

/**
 * Floating-point numbers as Python 3's repr prints them: the shortest digits, an exponent only
 * below 1e-4 and from 1e16.
 */
public final class PythonFloatFormat {

    /** As many as coordinates have. */
    private static final int DECIMALS = 6;

    private static final int POWER = 1_000_000;

    /** A sign, seven digits before the point and six behind it. */
    private static final int LONGEST = 15;

    private PythonFloatFormat() {}

    /** The text of a finite number. */
    public static String repr(double value) {
        double size = Math.abs(value);
        // Both languages print the shortest digits (Java since 19) and agree on their form here.
        if (size >= 1e-3 && size < 1e7 || size == 0) {
            long millionths = (long) Math.rint(size * POWER);
            return (double) millionths / POWER == size && size != 0
                    ? decimal(value < 0, millionths)
                    : Double.toString(value);
        }
        String java = Double.toString(value);
        int mark = java.indexOf('E');
        int exponent = Integer.parseInt(java, mark + 1, java.length(), 10);
        String sign = value < 0 ? "-" : "";
        String digits = java.substring(sign.length(), mark).replace(".", "");
        if (digits.endsWith("0")) {
            digits = digits.substring(0, digits.length() - 1);
        }
        return sign
                + (exponent < -4 || exponent >= 16
                        ? scientific(digits, exponent)
                        : plain(digits, exponent));
    }

    /**
     * A number of so many millionths. No other number of up to fifteen digits is the same double,
     * so that these are the shortest ones.
     */
    private static String decimal(boolean negative, long millionths) {
        byte[] text = new byte[LONGEST];
        int end = LONGEST;
        int at = LONGEST;
        int fraction = (int) (millionths % POWER);
        for (int place = DECIMALS; place > 0; place--) {
            int digit = fraction % 10;
            fraction /= 10;
            if (digit == 0 && at == end && place > 1) {
                end--;
            }
            text[--at] = (byte) ('0' + digit);
        }
        text[--at] = '.';
        int whole = (int) (millionths / POWER);
        do {
            text[--at] = (byte) ('0' + whole % 10);
            whole /= 10;
        } while (whole > 0);
        if (negative) {
            text[--at] = '-';
        }
        return new String(text, at, end - at, StandardCharsets.ISO_8859_1);
    }

    private static String scientific(String digits, int exponent) {
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        String power = (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
        return digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + power;
    }

    private static String plain(String digits, int exponent) {
        if (exponent < 0) {
            return "0." + "0".repeat(-exponent - 1) + digits;
        }
        int whole = exponent + 1;
        return digits.length() > whole
                ? digits.substring(0, whole) + "." + digits.substring(whole)
                : digits + "0".repeat(whole - digits.length()) + ".0";
    }
}
