package io.odonym.improve;

import java.util.Set;

/**
 * Words that belong to no address: floors, buildings, firms, people. What it costs to leave a word
 * out falls with its rarity among the index's names: "batiment" and "sarl" name few streets; a word
 * that names many is missed.
 */
final class ExtraWordRule implements Improvement {

    /** What stands before something that is no address. */
    private static final Set<String> EXTRA =
            Set.of(
                    "accueil",
                    "app",
                    "appart",
                    "appartement",
                    "appt",
                    "apt",
                    "association",
                    "at",
                    "atelier",
                    "bat",
                    "bati",
                    "batiment",
                    "boite",
                    "bp",
                    "bte",
                    "bureau",
                    "cedex",
                    "chez",
                    "co",
                    "code",
                    "couloir",
                    "cs",
                    "digicode",
                    "eme",
                    "entree",
                    "entreprise",
                    "esc",
                    "escalier",
                    "etage",
                    "etg",
                    "ets",
                    "etablissement",
                    "etablissements",
                    "eurl",
                    "face",
                    "fils",
                    "fond",
                    "france",
                    "gauche",
                    "droite",
                    "hall",
                    "immeuble",
                    "imm",
                    "interphone",
                    "local",
                    "logement",
                    "logt",
                    "lot",
                    "m",
                    "madame",
                    "mademoiselle",
                    "magasin",
                    "mlle",
                    "mme",
                    "monsieur",
                    "mr",
                    "niveau",
                    "porte",
                    "pte",
                    "rdc",
                    "resid",
                    "res",
                    "residence",
                    "sa",
                    "sarl",
                    "sas",
                    "sasu",
                    "sci",
                    "scp",
                    "selarl",
                    "service",
                    "snc",
                    "societe",
                    "ste",
                    "studio",
                    "tsa",
                    "villa",
                    "zone");

    private static final double BEFORE = 0.15;
    private static final double NUMBER = 0.35;
    private static final double EXTRA_WORD = 0.25;
    private static final double BEHIND_EXTRA = 0.4;
    private static final double SHORT_POSTCODE = 1.2;
    private static final double LETTER = 0.8;
    private static final double SMALL = 0.1;
    private static final double UNKNOWN = 2.4;
    private static final double KNOWN = 2.4;

    @Override
    public String name() {
        return "extra_words";
    }

    /** Whether a word announces something that is no address. */
    static boolean isExtra(String word) {
        return EXTRA.contains(word);
    }

    @Override
    public void read(RelaxedQuery attempt) {
        for (int i = 0; i < attempt.size(); i++) {
            attempt.dropFor(i, cost(attempt, i));
        }
    }

    private static double cost(RelaxedQuery attempt, int i) {
        WordForm word = attempt.word(i);
        if (word.small) {
            return SMALL;
        }
        if (i < attempt.before()) {
            return BEFORE;
        }
        if (isExtra(word.raw)) {
            return EXTRA_WORD;
        }
        if (attempt.isPlace(i) && !attempt.isPostcode(i)) {
            return SHORT_POSTCODE;
        }
        if (attempt.isPostcode(i)) {
            return KNOWN;
        }
        if (i > 0 && isExtra(attempt.word(i - 1).raw)) {
            return word.digits || word.raw.length() == 1 ? EXTRA_WORD : BEHIND_EXTRA;
        }
        if (word.digits) {
            return NUMBER;
        }
        if (word.raw.length() == 1) {
            return LETTER;
        }
        return attempt.isKnown(i) ? KNOWN : word.raw.length() == 2 ? LETTER : UNKNOWN;
    }
}
