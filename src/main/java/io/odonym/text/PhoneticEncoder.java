package io.odonym.text;

import java.util.List;

/**
 * Reduces a folded word to roughly its French sound, so that "Eglantines" and "eglantine",
 * "Philippe" and "filipe" meet.
 *
 * <p>The rules and their order are addok-fr 1.1.0's (utils.py, RULES). Each is a condition on a
 * place in the word and what to put there instead; a rule walks over the word from left to right
 * and sees it as the rule before left it. The letters that a rule needs decide whether it is walked
 * at all, so that an ordinary word goes through about six of the 38.
 *
 * <p>One thread at a time.
 */
final class PhoneticEncoder {

    private static final String VOWELS = "aeiou";
    private static final String VOWELS_Y = "aeiouy";

    /** How many letters at a place are replaced; 0 where the rule does not apply there. */
    @FunctionalInterface
    private interface Condition {
        int length(PhoneticEncoder word, int at);
    }

    private record Rule(int needs, String replacement, Condition condition) {}

    private static final List<Rule> RULES =
            List.of(
                    // champ, champs, grand, chant: the end after "a" is one sound
                    rule(
                            "a",
                            "n",
                            (w, i) ->
                                    w.has(i - 1, 'a')
                                                    && (w.at(i, "mp")
                                                            || w.at(i, "nd")
                                                            || w.at(i, "nt"))
                                            ? w.endOrPlural(i, 2)
                                            : 0),
                    // champvallon
                    rule(
                            "mp",
                            "n",
                            (w, i) ->
                                    w.at(i, "mp")
                                                    && w.in(i - 1, VOWELS_Y)
                                                    && w.outside(i + 2, "aeiouyr")
                                            ? 2
                                            : 0),
                    // vingtieme
                    rule("ngt", "nt", (w, i) -> w.at(i, "ngt") && w.in(i + 3, VOWELS_Y) ? 3 : 0),
                    // vingt
                    rule("ngt", "n", (w, i) -> w.at(i, "ngt") ? 3 : 0),
                    // girafe, but not suggere
                    rule(
                            "g",
                            "j",
                            (w, i) ->
                                    w.at(i, "g") && !w.has(i - 1, 'g') && w.in(i + 1, "eyi")
                                            ? 1
                                            : 0),
                    // guerre
                    rule(
                            "gu",
                            "",
                            (w, i) ->
                                    w.at(i, "u") && w.has(i - 1, 'g') && w.in(i + 1, "aeio")
                                            ? 1
                                            : 0),
                    // seigneur
                    rule(
                            "eign",
                            "ni",
                            (w, i) ->
                                    w.at(i, "gn") && w.at(i - 2, "ei") && w.in(i + 2, VOWELS_Y)
                                            ? 2
                                            : 0),
                    // georges
                    rule("je", "j", (w, i) -> w.at(i, "je") && w.in(i + 2, VOWELS_Y) ? 2 : 0),
                    // carnot
                    rule("c", "k", (w, i) -> w.at(i, "c") && w.outside(i + 1, "hieyw") ? 1 : 0),
                    // blanc
                    rule("anc", "an", (w, i) -> w.at(i, "anc") && w.ends(i + 3) ? 3 : 0),
                    // bloch, but not kirsch; lac, but not 10c
                    rule(
                            "c",
                            "k",
                            (w, i) ->
                                    w.at(i, "ch") && w.ends(i + 2) && w.outside(i - 1, "s")
                                            ? 2
                                            : w.at(i, "c") && w.ends(i + 1) && w.noDigit(i - 1)
                                                    ? 1
                                                    : 0),
                    // rose
                    rule(
                            "s",
                            "z",
                            (w, i) ->
                                    w.at(i, "s") && w.in(i - 1, VOWELS_Y) && w.in(i + 1, VOWELS_Y)
                                            ? 1
                                            : 0),
                    // quai
                    rule(
                            "q",
                            "k",
                            (w, i) ->
                                    w.at(i, "q") && (i == 0 || w.noDigit(i - 1))
                                            ? w.has(i + 1, 'u') ? 2 : 1
                                            : 0),
                    // vaccin
                    rule("c", "s", (w, i) -> w.at(i, "cc") && w.in(i + 2, "ie") ? 2 : 0),
                    // becker
                    rule("ck", "k", (w, i) -> w.at(i, "ck") ? 2 : 0),
                    // philippe
                    rule("ph", "f", (w, i) -> w.at(i, "ph") ? 2 : 0),
                    // goliath: this t sounds
                    rule("th", "te", (w, i) -> w.at(i, "th") && w.ends(i + 2) ? 2 : 0),
                    // theodore
                    rule(
                            "h",
                            "",
                            (w, i) -> w.at(i, "h") && w.outside(i - 1, "sc0123456789") ? 1 : 0),
                    // hugo
                    rule("h", "", (w, i) -> i == 0 && w.at(i, "h") && !w.ends(1) ? 1 : 0),
                    // science
                    rule("sc", "s", (w, i) -> w.at(i, "sc") ? 2 : 0),
                    // shakespeare
                    rule("sh", "ch", (w, i) -> w.at(i, "sh") ? 2 : 0),
                    // wagner
                    rule("w", "v", (w, i) -> w.at(i, "w") && (i == 0 || w.noDigit(i - 1)) ? 1 : 0),
                    // cecile
                    rule("c", "s", (w, i) -> w.at(i, "c") && w.in(i + 1, "eiy") ? 1 : 0),
                    // lys
                    rule("y", "i", (w, i) -> w.at(i, "y") && (i == 0 || w.noDigit(i - 1)) ? 1 : 0),
                    // duquesne
                    rule("esn", "en", (w, i) -> w.at(i, "esn") ? 3 : 0),
                    // pforzheim
                    rule(
                            "eim",
                            "aim",
                            (w, i) ->
                                    w.at(i, "eim")
                                            ? w.ends(i + 3) ? 3 : w.has(i + 3, ' ') ? 4 : 0
                                            : 0),
                    // seine, laetitia
                    rule(
                            "e",
                            "e",
                            (w, i) -> (w.at(i, "ae") || w.at(i, "ei")) && w.isWord(i + 2) ? 2 : 0),
                    // boeufs
                    rule(
                            "oeufs",
                            "eu",
                            (w, i) ->
                                    w.at(i, "oeufs")
                                            ? w.ends(i + 5) ? 5 : w.has(i + 5, ' ') ? 6 : 0
                                            : 0),
                    // coeur
                    rule(
                            "oe",
                            "eu",
                            (w, i) ->
                                    !w.at(i, "oe")
                                            ? 0
                                            : w.has(i + 2, 'u') && w.isWord(i + 3)
                                                    ? 3
                                                    : w.isWord(i + 2) ? 2 : 0),
                    // fleurs
                    rule(
                            "s",
                            "",
                            (w, i) -> w.at(i, "s") && w.ends(i + 1) && w.noDigit(i - 1) ? 1 : 0),
                    // eaux, aulx
                    rule(
                            "ux",
                            "",
                            (w, i) ->
                                    w.has(i - 1, 'u')
                                            ? w.at(i, "lx") && w.ends(i + 2)
                                                    ? 2
                                                    : w.at(i, "x") && w.ends(i + 1) ? 1 : 0
                                            : 0),
                    // rambault
                    rule(
                            "ult",
                            "t",
                            (w, i) -> w.at(i, "lt") && w.has(i - 1, 'u') && w.ends(i + 2) ? 2 : 0),
                    // nord, bourg
                    rule(
                            "",
                            "",
                            (w, i) ->
                                    (w.at(i, "d") || w.at(i, "g"))
                                                    && w.ends(i + 1)
                                                    && w.isLetter(i - 1)
                                            ? 1
                                            : 0),
                    // pont, but not est, net
                    rule(
                            "t",
                            "",
                            (w, i) ->
                                    w.at(i, "t")
                                                    && w.ends(i + 1)
                                                    && w.outside(i - 1, "es0123456789")
                                            ? 1
                                            : 0),
                    // impossible
                    rule(
                            "m",
                            "n",
                            (w, i) ->
                                    w.at(i, "m") && w.in(i - 1, VOWELS) && w.in(i + 1, "pbgft")
                                            ? 1
                                            : 0),
                    // rue, place, but not de
                    rule(
                            "e",
                            "",
                            (w, i) ->
                                    w.at(i, "e")
                                                    && w.ends(i + 1)
                                                    && w.isLetter(i - 1)
                                                    && w.isLetter(i - 2)
                                            ? 1
                                            : 0),
                    // montbon
                    rule(
                            "n",
                            "n",
                            (w, i) ->
                                    (w.at(i, "nd") || w.at(i, "nt"))
                                                    && w.in(i - 1, VOWELS_Y)
                                                    && w.outside(i + 2, "aeiouyr")
                                            ? 2
                                            : 0),
                    // belleville
                    rule("", "", (w, i) -> w.isLetter(i) && w.has(i - 1, w.word[i]) ? 1 : 0));

    private char[] word = new char[64];
    private char[] next = new char[128];
    private int length;

    private static Rule rule(String needs, String replacement, Condition condition) {
        return new Rule(letters(needs), replacement, condition);
    }

    private static int letters(CharSequence text) {
        int letters = 0;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter >= 'a' && letter <= 'z') {
                letters |= 1 << (letter - 'a');
            }
        }
        return letters;
    }

    /** The sound of a folded word. */
    String reduce(CharSequence folded) {
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
        for (Rule rule : RULES) {
            if ((rule.needs() & ~present) == 0 && apply(rule)) {
                present |= letters(rule.replacement());
            }
        }
        return new String(word, 0, length);
    }

    private boolean apply(Rule rule) {
        int written = 0;
        boolean applied = false;
        for (int at = 0; at < length; ) {
            int replaced = rule.condition().length(this, at);
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

    private boolean at(int from, String text) {
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

    private boolean has(int at, char letter) {
        return at >= 0 && at < length && word[at] == letter;
    }

    private boolean in(int at, String letters) {
        return at >= 0 && at < length && letters.indexOf(word[at]) >= 0;
    }

    /** Whether there is a letter at all, and it is none of these. */
    private boolean outside(int at, String letters) {
        return at >= 0 && at < length && letters.indexOf(word[at]) < 0;
    }

    private boolean noDigit(int at) {
        return at >= 0 && at < length && (word[at] < '0' || word[at] > '9');
    }

    private boolean isLetter(int at) {
        return at >= 0 && at < length && word[at] >= 'a' && word[at] <= 'z';
    }

    private boolean isWord(int at) {
        return at >= 0 && at < length && AsciiFolding.isWord(word[at]);
    }

    private boolean ends(int at) {
        return at == length;
    }

    /** The letters up to the end where only a plural's s may follow; 0 where more does. */
    private int endOrPlural(int at, int letters) {
        return ends(at + letters)
                ? letters
                : has(at + letters, 's') && ends(at + letters + 1) ? letters + 1 : 0;
    }
}
