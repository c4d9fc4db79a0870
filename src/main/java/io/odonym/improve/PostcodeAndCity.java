package io.odonym.improve;

import io.odonym.index.Neighbours;

/**
 * Postcode and city judged together: where street and city agree, the postcode may be another of
 * the same department, or none.
 */
final class PostcodeAndCity implements Improvement {

    static final double SAME_DEPARTMENT = 0.75;
    static final double OTHER_DEPARTMENT = 2;

    /** A digit is missing, or two are swapped. */
    static final double MISSPELT = 0.6;

    private static final int POSTCODE_DIGITS = 5;

    @Override
    public String name() {
        return "postcode_and_city";
    }

    @Override
    public void read(Attempt attempt) {
        attempt.relaxPlace();
        Neighbours neighbours = new Neighbours(attempt.lookup().dictionary());
        for (int i = 0; i < attempt.size(); i++) {
            if (attempt.isPlace(i)) {
                for (int number : neighbours.of(attempt.word(i).raw)) {
                    String other = attempt.lookup().dictionary().token(number);
                    if (other.length() == POSTCODE_DIGITS
                            && attempt.lookup().dictionary().isNumber(number)) {
                        attempt.add(1L << i, other, MISSPELT, 1);
                    }
                }
            }
        }
    }
}
