package io.odonym.improve;

/** The kind of street may be another, or missing: "chemin" for "impasse". */
final class StreetTypeRule implements Improvement {

    static final double OTHER = 1.0;
    static final double MISSING = 0.3;

    @Override
    public String name() {
        return "street_type";
    }
}
