package io.odonym.text;

/**
 * Encodes a folded word by its approximate French pronunciation, so that "eglantines" and
 * "eglantine" have the same code, and so do "philippe" and "filipe".
 *
 * <p>The {@link PhoneticRewriteRules} are applied in order. Each rule processes the result of the
 * previous rule from left to right. A rule is skipped if the word does not contain a letter that
 * the rule requires. For a typical word, about six of the 38 rules are applied. Not thread-safe.
 */
final class PhoneticEncoder {

    private char[] word = new char[64];
    private char[] next = new char[128];
    private int length;

    /** Returns the set of lower-case letters in a text, one bit per letter. */
    static int letters(CharSequence text) {
        int letters = 0;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter >= 'a' && letter <= 'z') {
                letters |= 1 << (letter - 'a');
            }
        }
        return letters;
    }

    /** Returns the phonetic form of a folded word. */
    String encode(CharSequence folded) {
        length = folded.length();
        if (next.length < 2 * length) {
            word = new char[4 * length];
            next = new char[4 * length];
        }
        if (word.length < next.length) {
            word = new char[next.length];
        }
        for (int i = 0; i < length; i++) {
            word[i] = folded.charAt(i);
        }
        int present = letters(folded);
        for (PhoneticRewriteRule rule : PhoneticRewriteRules.RULES) {
            if ((rule.requiredLetters() & ~present) == 0 && apply(rule)) {
                present |= letters(rule.replacement());
            }
        }
        return new String(word, 0, length);
    }

    private boolean apply(PhoneticRewriteRule rule) {
        int written = 0;
        boolean applied = false;
        for (int at = 0; at < length; ) {
            int replaced = rule.condition().matchLength(this, at);
            if (replaced == 0) {
                next[written++] = word[at++];
            } else {
                String replacement = rule.replacement();
                for (int i = 0; i < replacement.length(); i++) {
                    next[written++] = replacement.charAt(i);
                }
                at += replaced;
                applied = true;
            }
        }
        if (applied) {
            char[] before = word;
            word = next;
            next = before;
            length = written;
        }
        return applied;
    }

    /** Returns the character at an index of the word. */
    char charAt(int index) {
        return word[index];
    }

    /** Returns whether the word contains a text at an index. */
    boolean at(int from, String text) {
        if (from < 0 || from + text.length() > length) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (word[from + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether the character at an index exists and is the given letter. */
    boolean has(int at, char letter) {
        return at >= 0 && at < length && word[at] == letter;
    }

    /** Returns whether the character at an index exists and is one of the given letters. */
    boolean in(int at, String letters) {
        return at >= 0 && at < length && letters.indexOf(word[at]) >= 0;
    }

    /** Returns whether the character at an index exists and is not one of the given letters. */
    boolean outside(int at, String letters) {
        return at >= 0 && at < length && letters.indexOf(word[at]) < 0;
    }

    /** Returns whether the character at an index exists and is not a digit. */
    boolean noDigit(int at) {
        return at >= 0 && at < length && (word[at] < '0' || word[at] > '9');
    }

    boolean isLetter(int at) {
        return at >= 0 && at < length && word[at] >= 'a' && word[at] <= 'z';
    }

    boolean isWord(int at) {
        return at >= 0 && at < length && AsciiFolding.isWord(word[at]);
    }

    /** Returns whether an index is the end of the word. */
    boolean ends(int at) {
        return at == length;
    }

    /**
     * Returns the number of characters up to the end of the word if the word ends after the given
     * number of letters, or after these letters and a plural "s". Otherwise returns 0.
     */
    int endOrPlural(int at, int letters) {
        return ends(at + letters)
                ? letters
                : has(at + letters, 's') && ends(at + letters + 1) ? letters + 1 : 0;
    }
}
