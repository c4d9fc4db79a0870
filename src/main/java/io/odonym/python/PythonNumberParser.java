package io.odonym.python;

import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers as Python 3.11's int() and float() read them, because addok hands parameters to these:
 * spaces around, underscores between digits, digits of any script, "inf" and "nan".
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

    /** So many digits fit an int. */
    private static final int MOST_PLAIN_DIGITS = 9;

    private PythonNumberParser() {}

    /** Python's int(text); empty where it raises ValueError. */
    public static Optional<BigInteger> integer(String text) {
        if (isPlain(text, false) && text.length() <= MOST_PLAIN_DIGITS) {
            return Optional.of(BigInteger.valueOf(Integer.parseInt(text)));
        }
        Matcher matcher = INTEGER.matcher(text);
        return matcher.matches()
                ? Optional.of(new BigInteger(ascii(matcher.group(1))))
                : Optional.empty();
    }

    /** Python's float(text); empty where it raises ValueError. */
    public static OptionalDouble decimal(String text) {
        if (isPlain(text, true)) {
            return OptionalDouble.of(Double.parseDouble(text));
        }
        Matcher matcher = FLOAT.matcher(text);
        if (!matcher.matches()) {
            return OptionalDouble.empty();
        }
        double size =
                matcher.group(2) != null
                        ? Double.parseDouble(ascii(matcher.group(2)))
                        : matcher.group(3) != null ? Double.POSITIVE_INFINITY : Double.NaN;
        return OptionalDouble.of(matcher.group(1).equals("-") ? -size : size);
    }

    /** Whether a text is nothing but ASCII digits, with a sign and a point: nearly all are. */
    private static boolean isPlain(String text, boolean point) {
        int digits = 0;
        int points = 0;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter >= '0' && letter <= '9') {
                digits++;
            } else if (letter == '.') {
                points++;
            } else if (letter != '-' || i > 0) {
                return false;
            }
        }
        return digits > 0 && points <= (point ? 1 : 0);
    }

    private static String ascii(String number) {
        StringBuilder ascii = new StringBuilder(number.length());
        number.codePoints()
                .filter(point -> point != '_')
                .forEach(
                        point -> {
                            if (Character.isDigit(point)) {
                                ascii.append(Character.digit(point, 10));
                            } else {
                                ascii.appendCodePoint(point);
                            }
                        });
        return ascii.toString();
    }
}
