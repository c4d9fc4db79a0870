package io.odonym.text;

/**
 * A phonetic replacement rule.
 *
 * @param requiredLetters letters without which the rule cannot match, one bit per letter
 * @param replacement text that replaces a match
 * @param condition finds the matches
 */
record PhoneticRule(int requiredLetters, String replacement, Condition condition) {

    /** Decides where a rule matches. */
    @FunctionalInterface
    interface Condition {

        /** The number of letters that match at an index of the word; 0 for no match. */
        int matchLength(PhoneticEncoder word, int index);
    }
}
