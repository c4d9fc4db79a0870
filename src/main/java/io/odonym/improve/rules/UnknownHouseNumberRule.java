package io.odonym.improve.rules;

import io.odonym.improve.query.HouseNumberMatchType;
import io.odonym.improve.query.HouseNumberText;
import io.odonym.improve.query.ImprovementRule;
import io.odonym.index.places.HouseNumbers;
import io.odonym.index.places.StoredPlaceReader;

/**
 * Finds a substitute for a house number that the street does not have.
 *
 * <p>The substitutes, in order of preference, are the same number with a different suffix; a point
 * between the two nearest numbers on the same side of the street, interpolated in proportion to the
 * numbers; and the nearest number on the same side.
 */
public final class UnknownHouseNumberRule implements ImprovementRule {

    /** The maximum difference between the two numbers that enclose an interpolated point. */
    private static final int MAX_INTERPOLATED_DIFFERENCE = 60;

    /** The maximum difference between the requested number and the nearest one. */
    private static final int MAX_NEAREST_DIFFERENCE = 20;

    /**
     * The maximum distance between the two numbers that enclose an interpolated point, in metres.
     */
    private static final double MAX_INTERPOLATED_METRES = 1500;

    private static final double METRES_PER_DEGREE = 111_195;

    /** The maximum number of digits that always fit in an {@code int}. */
    private static final int MAX_DIGITS = 9;

    private static final double OTHER_SUFFIX_COST = 0.5;
    private static final double UNKNOWN_NUMBER_COST = 0.7;
    private static final double STREET_WITHOUT_NUMBERS_COST = 0.6;
    private static final double NO_STREET_COST = 1.4;

    /** Creates the rule. */
    public UnknownHouseNumberRule() {}

    @Override
    public String name() {
        return "unknown_number";
    }

    /**
     * Returns the cost of a place that does not have the requested house number.
     *
     * @param withoutSuffix whether the place has the number without its suffix
     * @param hasNumbers whether the place has any house numbers
     * @param street false if the place is a municipality
     */
    public static double cost(boolean withoutSuffix, boolean hasNumbers, boolean street) {
        if (withoutSuffix) {
            return OTHER_SUFFIX_COST;
        }
        if (hasNumbers) {
            return UNKNOWN_NUMBER_COST;
        }
        return street ? STREET_WITHOUT_NUMBERS_COST : NO_STREET_COST;
    }

    /**
     * The substitute for a house number.
     *
     * @param match how the substitute relates to the requested number
     * @param lower the ordinal of the substitute, or of the number below an interpolated point;
     *     {@link StoredPlaceReader#NO_NUMBER} if there is no substitute
     * @param upper the ordinal of the number above an interpolated point; otherwise {@code lower}
     * @param fraction the position of an interpolated point between the lower and the upper number,
     *     from 0 to 1
     */
    public record Substitute(HouseNumberMatchType match, int lower, int upper, double fraction) {

        private static final Substitute NONE =
                new Substitute(
                        HouseNumberMatchType.NONE,
                        StoredPlaceReader.NO_NUMBER,
                        StoredPlaceReader.NO_NUMBER,
                        0);

        private static Substitute of(HouseNumberMatchType match, int ordinal) {
            return new Substitute(match, ordinal, ordinal, 0);
        }
    }

    /**
     * Finds the substitute for a house number that a place does not have.
     *
     * @param houseNumbers the house numbers of the place
     * @param requested the requested number; starts with a digit
     */
    public static Substitute find(HouseNumbers houseNumbers, String requested) {
        int number =
                Integer.parseInt(
                        requested.substring(0, HouseNumberText.countLeadingDigits(requested)));
        int same = StoredPlaceReader.NO_NUMBER;
        int lower = StoredPlaceReader.NO_NUMBER;
        int upper = StoredPlaceReader.NO_NUMBER;
        int lowerNumber = Integer.MIN_VALUE;
        int upperNumber = Integer.MAX_VALUE;
        for (int i : houseNumbers.visibleOrdinals()) {
            String text = houseNumbers.text(i);
            int other = parse(text);
            if (other == number) {
                if (same == StoredPlaceReader.NO_NUMBER
                        || text.length() < houseNumbers.text(same).length()) {
                    same = i;
                }
            } else if (other > 0 && (other - number) % 2 == 0) {
                if (other < number && other > lowerNumber) {
                    lower = i;
                    lowerNumber = other;
                } else if (other > number && other < upperNumber) {
                    upper = i;
                    upperNumber = other;
                }
            }
        }
        if (same != StoredPlaceReader.NO_NUMBER) {
            return Substitute.of(HouseNumberMatchType.SUFFIX, same);
        }
        boolean between =
                lower != StoredPlaceReader.NO_NUMBER
                        && upper != StoredPlaceReader.NO_NUMBER
                        && upperNumber - lowerNumber <= MAX_INTERPOLATED_DIFFERENCE
                        && metres(houseNumbers, lower, upper) <= MAX_INTERPOLATED_METRES;
        if (between) {
            double fraction = (double) (number - lowerNumber) / (upperNumber - lowerNumber);
            return new Substitute(HouseNumberMatchType.INTERPOLATED, lower, upper, fraction);
        }
        long below = (long) number - lowerNumber;
        long above = (long) upperNumber - number;
        boolean lowerIsNearer = below <= above;
        int nearest = lower != StoredPlaceReader.NO_NUMBER && lowerIsNearer ? lower : upper;
        return nearest == StoredPlaceReader.NO_NUMBER
                        || (lowerIsNearer ? below : above) > MAX_NEAREST_DIFFERENCE
                ? Substitute.NONE
                : Substitute.of(HouseNumberMatchType.NEAREST, nearest);
    }

    private static int parse(String text) {
        int digits = Math.min(HouseNumberText.countLeadingDigits(text), MAX_DIGITS);
        return digits == 0 ? 0 : Integer.parseInt(text.substring(0, digits));
    }

    private static double metres(HouseNumbers houseNumbers, int one, int other) {
        double north = houseNumbers.latitude(one) - houseNumbers.latitude(other);
        double east =
                (houseNumbers.longitude(one) - houseNumbers.longitude(other))
                        * Math.cos(Math.toRadians(houseNumbers.latitude(one)));
        return Math.hypot(north, east) * METRES_PER_DEGREE;
    }
}
