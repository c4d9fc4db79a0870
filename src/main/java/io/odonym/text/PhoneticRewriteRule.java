package io.odonym.text;

/**
 * A phonetic replacement rule.
 *
 * @param requiredLetters the letters that a word must contain for the rule to match, one bit per
 *     letter
 * @param replacement the text that replaces a match
 * @param condition the condition that finds matches
 */
record PhoneticRewriteRule(int requiredLetters, String replacement, Condition condition) {

    /** Determines where a rule matches. */
    @FunctionalInterface
    interface Condition {

        /**
         * Returns the number of letters that match at an index of the word; 0 if there is no match.
         */
        int matchLength(PhoneticEncoder word, int index);
    }
}
