package io.odonym.text;

import java.util.List;

/**
 * The phonetic rules of addok-fr 1.1.0 (utils.py, RULES), in order. The comment before each rule
 * contains example words that the rule changes.
 */
final class PhoneticRewriteRules {

    private static final String VOWELS = "aeiou";
    private static final String VOWELS_Y = "aeiouy";

    static final List<PhoneticRewriteRule> RULES =
            List.of(
                    // Example words: champ, champs, grand, chant
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
                    // Example word: champvallon
                    rule(
                            "mp",
                            "n",
                            (w, i) ->
                                    w.at(i, "mp")
                                                    && w.in(i - 1, VOWELS_Y)
                                                    && w.outside(i + 2, "aeiouyr")
                                            ? 2
                                            : 0),
                    // Example word: vingtieme
                    rule("ngt", "nt", (w, i) -> w.at(i, "ngt") && w.in(i + 3, VOWELS_Y) ? 3 : 0),
                    // Example word: vingt
                    rule("ngt", "n", (w, i) -> w.at(i, "ngt") ? 3 : 0),
                    // The rule changes "girafe", but not "suggere".
                    rule(
                            "g",
                            "j",
                            (w, i) ->
                                    w.at(i, "g") && !w.has(i - 1, 'g') && w.in(i + 1, "eyi")
                                            ? 1
                                            : 0),
                    // Example word: guerre
                    rule(
                            "gu",
                            "",
                            (w, i) ->
                                    w.at(i, "u") && w.has(i - 1, 'g') && w.in(i + 1, "aeio")
                                            ? 1
                                            : 0),
                    // Example word: seigneur
                    rule(
                            "eign",
                            "ni",
                            (w, i) ->
                                    w.at(i, "gn") && w.at(i - 2, "ei") && w.in(i + 2, VOWELS_Y)
                                            ? 2
                                            : 0),
                    // Example word: georges
                    rule("je", "j", (w, i) -> w.at(i, "je") && w.in(i + 2, VOWELS_Y) ? 2 : 0),
                    // Example word: carnot
                    rule("c", "k", (w, i) -> w.at(i, "c") && w.outside(i + 1, "hieyw") ? 1 : 0),
                    // Example word: blanc
                    rule("anc", "an", (w, i) -> w.at(i, "anc") && w.ends(i + 3) ? 3 : 0),
                    // The rule changes "bloch" and "lac", but not "kirsch" or "10c".
                    rule(
                            "c",
                            "k",
                            (w, i) ->
                                    w.at(i, "ch") && w.ends(i + 2) && w.outside(i - 1, "s")
                                            ? 2
                                            : w.at(i, "c") && w.ends(i + 1) && w.noDigit(i - 1)
                                                    ? 1
                                                    : 0),
                    // Example word: rose
                    rule(
                            "s",
                            "z",
                            (w, i) ->
                                    w.at(i, "s") && w.in(i - 1, VOWELS_Y) && w.in(i + 1, VOWELS_Y)
                                            ? 1
                                            : 0),
                    // Example word: quai
                    rule(
                            "q",
                            "k",
                            (w, i) ->
                                    w.at(i, "q") && (i == 0 || w.noDigit(i - 1))
                                            ? w.has(i + 1, 'u') ? 2 : 1
                                            : 0),
                    // Example word: vaccin
                    rule("c", "s", (w, i) -> w.at(i, "cc") && w.in(i + 2, "ie") ? 2 : 0),
                    // Example word: becker
                    rule("ck", "k", (w, i) -> w.at(i, "ck") ? 2 : 0),
                    // Example word: philippe
                    rule("ph", "f", (w, i) -> w.at(i, "ph") ? 2 : 0),
                    // Example word: goliath
                    rule("th", "te", (w, i) -> w.at(i, "th") && w.ends(i + 2) ? 2 : 0),
                    // Example word: theodore
                    rule(
                            "h",
                            "",
                            (w, i) -> w.at(i, "h") && w.outside(i - 1, "sc0123456789") ? 1 : 0),
                    // Example word: hugo
                    rule("h", "", (w, i) -> i == 0 && w.at(i, "h") && !w.ends(1) ? 1 : 0),
                    // Example word: science
                    rule("sc", "s", (w, i) -> w.at(i, "sc") ? 2 : 0),
                    // Example word: shakespeare
                    rule("sh", "ch", (w, i) -> w.at(i, "sh") ? 2 : 0),
                    // Example word: wagner
                    rule("w", "v", (w, i) -> w.at(i, "w") && (i == 0 || w.noDigit(i - 1)) ? 1 : 0),
                    // Example word: cecile
                    rule("c", "s", (w, i) -> w.at(i, "c") && w.in(i + 1, "eiy") ? 1 : 0),
                    // Example word: lys
                    rule("y", "i", (w, i) -> w.at(i, "y") && (i == 0 || w.noDigit(i - 1)) ? 1 : 0),
                    // Example word: duquesne
                    rule("esn", "en", (w, i) -> w.at(i, "esn") ? 3 : 0),
                    // Example word: pforzheim
                    rule(
                            "eim",
                            "aim",
                            (w, i) ->
                                    w.at(i, "eim")
                                            ? w.ends(i + 3) ? 3 : w.has(i + 3, ' ') ? 4 : 0
                                            : 0),
                    // Example words: seine, laetitia
                    rule(
                            "e",
                            "e",
                            (w, i) -> (w.at(i, "ae") || w.at(i, "ei")) && w.isWord(i + 2) ? 2 : 0),
                    // Example word: boeufs
                    rule(
                            "oeufs",
                            "eu",
                            (w, i) ->
                                    w.at(i, "oeufs")
                                            ? w.ends(i + 5) ? 5 : w.has(i + 5, ' ') ? 6 : 0
                                            : 0),
                    // Example word: coeur
                    rule(
                            "oe",
                            "eu",
                            (w, i) ->
                                    !w.at(i, "oe")
                                            ? 0
                                            : w.has(i + 2, 'u') && w.isWord(i + 3)
                                                    ? 3
                                                    : w.isWord(i + 2) ? 2 : 0),
                    // Example word: fleurs
                    rule(
                            "s",
                            "",
                            (w, i) -> w.at(i, "s") && w.ends(i + 1) && w.noDigit(i - 1) ? 1 : 0),
                    // Example words: eaux, aulx
                    rule(
                            "ux",
                            "",
                            (w, i) ->
                                    w.has(i - 1, 'u')
                                            ? w.at(i, "lx") && w.ends(i + 2)
                                                    ? 2
                                                    : w.at(i, "x") && w.ends(i + 1) ? 1 : 0
                                            : 0),
                    // Example word: rambault
                    rule(
                            "ult",
                            "t",
                            (w, i) -> w.at(i, "lt") && w.has(i - 1, 'u') && w.ends(i + 2) ? 2 : 0),
                    // Example words: nord, bourg
                    rule(
                            "",
                            "",
                            (w, i) ->
                                    (w.at(i, "d") || w.at(i, "g"))
                                                    && w.ends(i + 1)
                                                    && w.isLetter(i - 1)
                                            ? 1
                                            : 0),
                    // The rule changes "pont", but not "est" or "net".
                    rule(
                            "t",
                            "",
                            (w, i) ->
                                    w.at(i, "t")
                                                    && w.ends(i + 1)
                                                    && w.outside(i - 1, "es0123456789")
                                            ? 1
                                            : 0),
                    // Example word: impossible
                    rule(
                            "m",
                            "n",
                            (w, i) ->
                                    w.at(i, "m") && w.in(i - 1, VOWELS) && w.in(i + 1, "pbgft")
                                            ? 1
                                            : 0),
                    // The rule changes "rue" and "place", but not "de".
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
                    // Example word: montbon
                    rule(
                            "n",
                            "n",
                            (w, i) ->
                                    (w.at(i, "nd") || w.at(i, "nt"))
                                                    && w.in(i - 1, VOWELS_Y)
                                                    && w.outside(i + 2, "aeiouyr")
                                            ? 2
                                            : 0),
                    // Example word: belleville
                    rule("", "", (w, i) -> w.isLetter(i) && w.has(i - 1, w.charAt(i)) ? 1 : 0));

    private PhoneticRewriteRules() {}

    private static PhoneticRewriteRule rule(
            String requiredLetters, String replacement, PhoneticRewriteRule.Condition condition) {
        return new PhoneticRewriteRule(
                PhoneticEncoder.letters(requiredLetters), replacement, condition);
    }
}
