package io.odonym.improve;

import io.odonym.improve.query.HouseNumberMatch;
import io.odonym.index.places.StoredPlaceReader;

/**
 * A house number that its street does not have: the same number with another suffix; else, between
 * the nearest numbers of the same side on either hand, the point in proportion; else the nearest
 * number of the same side.
 */
final class UnknownHouseNumberRule implements Improvement {

    /** Numbers further apart are no neighbours. */
    private static final int MOST_BETWEEN = 60;

    /** A nearest number further off says little about where the missing one is. */
    private static final int MOST_BEYOND = 20;

    private static final double METRES_OF_DEGREE = 111_195;

    /** Numbers whose points are further apart are no neighbours either, in metres. */
    private static final double MOST_METRES = 1500;

    @Override
    public String name() {
        return "unknown_number";
    }

    /**
     * What there is in place of a number.
     *
     * @param match how it answers the number that was asked for
     * @param lower a number's place among the document's: the one that answers, or the one below
     * @param upper the one above, where the point lies between two
     * @param share how far from the lower to the upper, 0 to 1
     */
    record Found(HouseNumberMatch match, int lower, int upper, double share) {}

    /** What a place has in place of a number that it has not. */
    static Found find(StoredPlaceReader answers, int document, String wanted) {
        int digits = HouseNumberPositionRule.digits(wanted);
        int number = Integer.parseInt(wanted.substring(0, digits));
        int same = StoredPlaceReader.NO_NUMBER;
        int below = StoredPlaceReader.NO_NUMBER;
        int above = StoredPlaceReader.NO_NUMBER;
        int belowNumber = Integer.MIN_VALUE;
        int aboveNumber = Integer.MAX_VALUE;
        for (int i : answers.numbers(document)) {
            String text = answers.number(i);
            int its = number(text);
            if (its == number) {
                if (same == StoredPlaceReader.NO_NUMBER
                        || text.length() < answers.number(same).length()) {
                    same = i;
                }
            } else if (its > 0 && (its - number) % 2 == 0) {
                if (its < number && its > belowNumber) {
                    below = i;
                    belowNumber = its;
                } else if (its > number && its < aboveNumber) {
                    above = i;
                    aboveNumber = its;
                }
            }
        }
        if (same != StoredPlaceReader.NO_NUMBER) {
            return new Found(HouseNumberMatch.SUFFIX, same, same, 0);
        }
        boolean between =
                below != StoredPlaceReader.NO_NUMBER
                        && above != StoredPlaceReader.NO_NUMBER
                        && aboveNumber - belowNumber <= MOST_BETWEEN
                        && metres(answers, below, above) <= MOST_METRES;
        if (between) {
            double share = (double) (number - belowNumber) / (aboveNumber - belowNumber);
            return new Found(HouseNumberMatch.INTERPOLATED, below, above, share);
        }
        boolean belowIsNearer = (long) number - belowNumber <= (long) aboveNumber - number;
        int nearest = below != StoredPlaceReader.NO_NUMBER && belowIsNearer ? below : above;
        long beyond = belowIsNearer ? (long) number - belowNumber : (long) aboveNumber - number;
        return nearest == StoredPlaceReader.NO_NUMBER || beyond > MOST_BEYOND
                ? new Found(
                        HouseNumberMatch.NONE,
                        StoredPlaceReader.NO_NUMBER,
                        StoredPlaceReader.NO_NUMBER,
                        0)
                : new Found(HouseNumberMatch.NEAREST, nearest, nearest, 0);
    }

    private static int number(String text) {
        int digits = Math.min(HouseNumberPositionRule.digits(text), 9);
        return digits == 0 ? 0 : Integer.parseInt(text.substring(0, digits));
    }

    private static double metres(StoredPlaceReader answers, int one, int other) {
        double north = answers.latitude(one) - answers.latitude(other);
        double east =
                (answers.longitude(one) - answers.longitude(other))
                        * Math.cos(Math.toRadians(answers.latitude(one)));
        return Math.hypot(north, east) * METRES_OF_DEGREE;
    }
}
