package io.odonym.improve;

/**
 * Postcode and city judged together: where street and city agree, the postcode may be another of
 * the same department, or none.
 */
final class PostcodeAndCity implements Improvement {

    static final double SAME_DEPARTMENT = 0.75;
    static final double OTHER_DEPARTMENT = 2;

    @Override
    public String name() {
        return "postcode_and_city";
    }

    @Override
    public void read(Attempt attempt) {
        attempt.relaxPlace();
    }
}
