package io.odonym.improve;

/** A word that was cut: "tann eurs" for "tanneurs", where the index has the whole. */
final class SplitWordRule implements Improvement {

    static final double COST = 0.5;

    private static final int MOST_PARTS = 4;
    private static final int SHORTEST = 4;

    @Override
    public String name() {
        return "split_words";
    }

    @Override
    public void read(RelaxedQuery attempt) {
        for (int from = 0; from < attempt.size(); from++) {
            if (attempt.word(from).digits) {
                continue;
            }
            StringBuilder whole = new StringBuilder(attempt.word(from).raw);
            for (int to = from + 1; to < Math.min(attempt.size(), from + MOST_PARTS); to++) {
                if (attempt.word(to).digits) {
                    break;
                }
                whole.append(attempt.word(to).raw);
                if (whole.length() >= SHORTEST) {
                    attempt.add(HouseNumberPositionRule.bits(from, to + 1), whole.toString(), COST);
                }
            }
        }
    }
}
