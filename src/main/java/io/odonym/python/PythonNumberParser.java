package io.odonym.python;

import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Parses numbers like the functions {@code int()} and {@code float()} of Python 3.11. addok parses
 * request parameters with these functions. Both accept surrounding white space, underscores between
 * digits, and the decimal digits of any script; {@code float()} also accepts "inf", "infinity" and
 * "nan". Clients can send any text, so the time must be linear in its length, and the stack depth
 * must be constant.
 *
 * <p>Thread-safe.
 */
public final class PythonNumberParser {

    /** Every number of at most nine decimal digits fits in an {@code int}. */
    private static final int MAX_INT_DIGITS = 9;

    /**
     * The maximum number of digits of an integer, including leading zeros but not underscores (the
     * default of {@code sys.set_int_max_str_digits} in Python 3.11).
     */
    private static final int MAX_INTEGER_DIGITS = 4300;

    /** The code point that replaces all characters that cannot be part of a number. */
    private static final char INVALID = '?';

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
        String number = normalize(text);
        int start = skipSign(number, 0);
        int end = skipDigits(number, start);
        return end == start || end < number.length() || end - start > MAX_INTEGER_DIGITS
                ? Optional.empty()
                : Optional.of(new BigInteger(number));
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
        String number = normalize(text);
        int start = skipSign(number, 0);
        if (isFloat(number, start)) {
            return OptionalDouble.of(Double.parseDouble(number));
        }
        String word = number.substring(start);
        if (word.equalsIgnoreCase("inf") || word.equalsIgnoreCase("infinity")) {
            return OptionalDouble.of(
                    number.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        }
        return word.equalsIgnoreCase("nan")
                ? OptionalDouble.of(Double.NaN)
                : OptionalDouble.empty();
    }

    /** Returns whether the whole text is an unsigned decimal number with an optional exponent. */
    private static boolean isFloat(String number, int start) {
        int end = skipDigits(number, start);
        int digits = end - start;
        if (end < number.length() && number.charAt(end) == '.') {
            int fraction = end + 1;
            end = skipDigits(number, fraction);
            digits += end - fraction;
        }
        if (digits > 0 && end < number.length() && (number.charAt(end) | ' ') == 'e') {
            int exponent = skipSign(number, end + 1);
            end = skipDigits(number, exponent);
            digits = end - exponent;
        }
        return digits > 0 && end == number.length();
    }

    private static int skipSign(String number, int at) {
        return at < number.length() && (number.charAt(at) == '-' || number.charAt(at) == '+')
                ? at + 1
                : at;
    }

    private static int skipDigits(String number, int start) {
        int at = start;
        while (at < number.length() && isDigit(number.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /**
     * Returns whether a text consists of ASCII digits, with an optional minus sign and, if allowed,
     * a decimal point. Nearly all numbers are of this form, and are parsed without copying the
     * text.
     */
    private static boolean isAsciiNumber(String text, boolean allowsPoint) {
        int digits = 0;
        int points = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (isDigit(character)) {
                digits++;
            } else if (character == '.') {
                points++;
            } else if (character != '-' || i > 0) {
                return false;
            }
        }
        return digits > 0 && points <= (allowsPoint ? 1 : 0);
    }

    /**
     * Removes surrounding white space and the underscores between digits, and replaces digits of
     * other scripts with ASCII digits. Other characters that cannot be part of a number, and
     * underscores elsewhere, become {@link #INVALID}.
     */
    private static String normalize(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        StringBuilder ascii = new StringBuilder(end - start);
        boolean afterDigit = false;
        boolean afterUnderscore = false;
        for (int i = start; i < end; ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            boolean digit = Character.isDigit(codePoint);
            if (codePoint == '_') {
                if (!afterDigit) {
                    return String.valueOf(INVALID);
                }
            } else if (digit) {
                ascii.append((char) ('0' + Character.digit(codePoint, 10)));
            } else if (afterUnderscore) {
                return String.valueOf(INVALID);
            } else {
                ascii.append(codePoint < 0x80 ? (char) codePoint : INVALID);
            }
            afterDigit = digit;
            afterUnderscore = codePoint == '_';
        }
        return afterUnderscore ? String.valueOf(INVALID) : ascii.toString();
    }

    /**
     * Returns whether Python ignores a character before or after a number. The ASCII separators
     * 0x1C to 0x1F are white space for {@code str.isspace()}, but not for {@code int()} and {@code
     * float()}.
     */
    private static boolean isSpace(char c) {
        return c == ' '
                || c >= '\t' && c <= '\r'
                || c == 0x85
                || c > 0x85 && Character.isSpaceChar(c);
    }
}
