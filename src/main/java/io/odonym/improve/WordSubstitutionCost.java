package io.odonym.improve;

/**
 * What it costs to take one word of a query for one word of a place, and which improvement does so:
 * nothing for the same word, little for one that sounds or means the same, more the further the
 * letters are apart.
 */
final class WordSubstitutionCost {

    /** Of words that have nothing in common. */
    static final float NEVER = Float.POSITIVE_INFINITY;

    private static final double SAME_SOUND = 0.02;

    /** Spelt otherwise in more than a letter: "gaie" for "gay". */
    private static final double FAR_SAME_SOUND = 0.25;

    private static final double UNFINISHED = 0.05;
    private static final double THREE_EDITS = 3.1;
    private static final double LIGHT_WORD = 0.5;

    /** A word that the index has often is seldom another one misspelt. */
    private static final double REAL_WORD = 0.5;

    private static final int FREQUENT = 3;
    private static final int LONG_WORD = 9;

    private WordSubstitutionCost() {}

    /**
     * Compares a word of the query with a word of a place, which keeps what that costs.
     *
     * @param i which word of the query
     */
    static void compare(RelaxedQuery attempt, WordForm target, int i) {
        WordForm word = attempt.word(i);
        if (word.raw.equals(target.raw)) {
            target.set(i, 0, Improvements.NONE);
        } else if (word.meaning.equals(target.meaning)) {
            target.set(i, (float) SAME_SOUND, Improvements.NONE);
        } else if (word.sound.equals(target.sound) && word.digits == target.digits) {
            boolean near = EditDistance.between(word.raw, target.raw, 1) <= 1;
            target.set(i, (float) (near ? SAME_SOUND : FAR_SAME_SOUND), Improvements.NONE);
        } else if (word.value >= 0 && word.value == target.value) {
            target.set(i, (float) SpelledNumberRule.COST, Improvements.SPELLED_NUMBERS);
        } else if (attempt.isUnfinished(i) && target.raw.startsWith(word.raw)) {
            target.set(i, (float) UNFINISHED, Improvements.NONE);
        } else if (word.digits || target.digits || word.type && target.type) {
            target.set(i, NEVER, Improvements.NONE);
        } else if (word.ear.length() > 2 && word.ear.equals(target.ear)) {
            target.set(i, (float) HomophoneRule.COST, Improvements.HOMOPHONES);
        } else {
            compareLetters(attempt, target, i, word);
        }
    }

    private static void compareLetters(
            RelaxedQuery attempt, WordForm target, int i, WordForm word) {
        int length = word.raw.length();
        boolean light = target.type || target.small;
        int most =
                length == 2 || light && length > 2
                        ? 1
                        : length >= LONG_WORD ? 3 : MisspeltWordRule.edits(length);
        float least = NEVER;
        int reason = Improvements.NONE;
        if (most > 0 && !word.small) {
            int edits =
                    differ(word.letters, target.letters, most)
                            ? most + 1
                            : EditDistance.between(word.raw, target.raw, most);
            if (edits <= most) {
                least =
                        (float)
                                (light
                                        ? LIGHT_WORD
                                        : (edits > 2
                                                        ? THREE_EDITS
                                                        : MisspeltWordRule.cost(edits, length))
                                                + (attempt.documents(i) > FREQUENT
                                                        ? REAL_WORD
                                                        : 0));
                reason = Improvements.MISSPELT_WORDS;
            }
        }
        if (!word.small && length < target.raw.length() && target.raw.startsWith(word.raw)) {
            float shortened = (float) AbbreviationRule.cost(length, attempt.isKnown(i));
            if (shortened < least) {
                least = shortened;
                reason = Improvements.ABBREVIATIONS;
            }
        }
        target.set(i, least, reason);
    }

    /**
     * Whether words of these letters are further apart than so many edits: an edit changes two
     * letters of those that either has alone, at most.
     */
    static boolean differ(long letters, long others, int edits) {
        return Long.bitCount(letters ^ others) > 2 * edits;
    }
}
