package io.odonym.improve;

/**
 * Words of a street's name that the query leaves out: "Rue Delacroix" for "Rue Général Delacroix".
 */
final class MissingWordRule implements Improvement {

    static final double WORD = 0.95;
    static final double SMALL_WORD = 0.1;

    @Override
    public String name() {
        return "missing_words";
    }
}
