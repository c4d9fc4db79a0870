package io.odonym.index.places;

import io.odonym.model.HouseNumber;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Derives the BAN identifiers of house numbers from a common prefix, usually the identifier of the
 * street. For example, house number {@code 8 bis} of street {@code 75101_0773} has the identifier
 * {@code 75101_0773_00008_bis}.
 */
final class HouseNumberIdentifiers {

    private static final int DIGITS = 5;

    /**
     * The separator before a house number, followed by as many zeros as the padding can ever need.
     */
    private static final String PADDING = "_00000";

    private HouseNumberIdentifiers() {}

    /**
     * Returns the common prefix of all identifiers. The result is empty unless every identifier
     * consists of this prefix and the {@link #ending} of its house number.
     */
    static Optional<String> commonPrefix(Object[] identifiers, List<HouseNumber> houseNumbers) {
        String firstEnding = ending(houseNumbers.getFirst().number());
        if (!(identifiers[0] instanceof String first) || !first.endsWith(firstEnding)) {
            return Optional.empty();
        }
        String prefix = first.substring(0, first.length() - firstEnding.length());
        for (int i = 0; i < identifiers.length; i++) {
            if (!(identifiers[i] instanceof String identifier)
                    || !identifier.startsWith(prefix)
                    || !hasEnding(identifier, prefix.length(), houseNumbers.get(i).number())) {
                return Optional.empty();
            }
        }
        return Optional.of(prefix);
    }

    /**
     * Returns whether the rest of an identifier, from an offset, equals the {@link #ending} of a
     * house number. In the common case, the method does not build the ending as a string.
     */
    private static boolean hasEnding(String identifier, int offset, String houseNumber) {
        int zeros = DIGITS - houseNumber.length();
        if (zeros < 0 || HouseNumberSuffix.countDigits(houseNumber) < houseNumber.length()) {
            String ending = ending(houseNumber);
            return identifier.length() == offset + ending.length() && identifier.endsWith(ending);
        }
        return identifier.length() == offset + 1 + DIGITS
                && identifier.startsWith(PADDING.substring(0, 1 + zeros), offset)
                && identifier.endsWith(houseNumber);
    }

    /**
     * Returns the ending of the BAN identifier of a house number: an underscore and the digits,
     * padded to five with zeros. If there is a suffix, another underscore and the suffix in lower
     * case follow.
     */
    static String ending(String houseNumber) {
        int digits = HouseNumberSuffix.countDigits(houseNumber);
        if (digits == houseNumber.length() && digits <= DIGITS) {
            return PADDING.substring(0, 1 + DIGITS - digits) + houseNumber;
        }
        String suffix = houseNumber.substring(digits).strip().toLowerCase(Locale.ROOT);
        return "_"
                + "0".repeat(Math.max(0, DIGITS - digits))
                + houseNumber.substring(0, digits)
                + (suffix.isEmpty() ? "" : "_" + suffix);
    }
}
