package io.odonym.python;

import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses numbers like the functions {@code int()} and {@code float()} of Python 3.11. addok parses
 * request parameters with these functions. Both accept surrounding white space, underscores between
 * digits, and the decimal digits of any script; {@code float()} also accepts "inf", "infinity" and
 * "nan".
 *
 * <p>Thread-safe.
 */
public final class PythonNumberParser {

    private static final String SPACE = "[\\s\\x1c-\\x1f]*";
    private static final String DIGITS = "\\p{Nd}+(?:_\\p{Nd}+)*";

    private static final Pattern INTEGER =
            Pattern.compile(
                    SPACE + "([+-]?" + DIGITS + ")" + SPACE, Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern FLOAT =
            Pattern.compile(
                    SPACE
                            + "([+-]?)(?:((?:"
                            + DIGITS
                            + "\\.?(?:"
                            + DIGITS
                            + ")?|\\."
                            + DIGITS
                            + ")(?:[eE][+-]?"
                            + DIGITS
                            + ")?)|(inf|infinity)|(nan))"
                            + SPACE,
                    Pattern.UNICODE_CHARACTER_CLASS | Pattern.CASE_INSENSITIVE);

    /** Every number of at most nine decimal digits fits in an {@code int}. */
    private static final int MAX_INT_DIGITS = 9;

    private PythonNumberParser() {}

    /**
     * Parses an integer like {@code int(text)} in Python.
     *
     * @return the integer; empty if Python raises a {@code ValueError}
     */
    public static Optional<BigInteger> parseInteger(String text) {
        if (isAsciiNumber(text, false) && text.length() <= MAX_INT_DIGITS) {
            return Optional.of(BigInteger.valueOf(Integer.parseInt(text)));
        }
        Matcher matcher = INTEGER.matcher(text);
        return matcher.matches()
                ? Optional.of(new BigInteger(ascii(matcher.group(1))))
                : Optional.empty();
    }

    /**
     * Parses a floating-point number like {@code float(text)} in Python.
     *
     * @return the number, which may be infinite or NaN; empty if Python raises a {@code ValueError}
     */
    public static OptionalDouble parseFloat(String text) {
        if (isAsciiNumber(text, true)) {
            return OptionalDouble.of(Double.parseDouble(text));
        }
        Matcher matcher = FLOAT.matcher(text);
        if (!matcher.matches()) {
            return OptionalDouble.empty();
        }
        double magnitude =
                matcher.group(2) != null
                        ? Double.parseDouble(ascii(matcher.group(2)))
                        : matcher.group(3) != null ? Double.POSITIVE_INFINITY : Double.NaN;
        return OptionalDouble.of(matcher.group(1).equals("-") ? -magnitude : magnitude);
    }

    /**
     * Returns whether a text consists of ASCII digits, with an optional minus sign and, if allowed,
     * a decimal point. This is true of nearly all numbers, which are then parsed without a regular
     * expression.
     */
    private static boolean isAsciiNumber(String text, boolean allowsPoint) {
        int digits = 0;
        int points = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character >= '0' && character <= '9') {
                digits++;
            } else if (character == '.') {
                points++;
            } else if (character != '-' || i > 0) {
                return false;
            }
        }
        return digits > 0 && points <= (allowsPoint ? 1 : 0);
    }

    /** Replaces digits of other scripts with ASCII digits, and removes underscores. */
    private static String ascii(String number) {
        StringBuilder ascii = new StringBuilder(number.length());
        number.codePoints()
                .filter(codePoint -> codePoint != '_')
                .forEach(
                        codePoint -> {
                            if (Character.isDigit(codePoint)) {
                                ascii.append(Character.digit(codePoint, 10));
                            } else {
                                ascii.appendCodePoint(codePoint);
                            }
                        });
        return ascii.toString();
    }
}
