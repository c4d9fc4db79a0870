package io.odonym.improve.rules;

import io.odonym.improve.query.ImprovementRule;
import io.odonym.improve.query.RelaxedQuery;
import io.odonym.improve.query.WordForm;
import io.odonym.improve.tokens.TokenRole;

import java.util.Set;

/**
 * Ignores terms that do not belong to an address: floors, buildings, companies and persons.
 *
 * <p>The rule sets the cost of omitting each term. Omitting a term such as "batiment" or "sarl", or
 * a term before the address, costs little. Omitting any other word costs more than correcting one
 * letter.
 */
public final class ExtraWordRule implements ImprovementRule {

    /** The maximum total cost of the terms before the address. */
    public static final double MAX_COST_BEFORE_ADDRESS = 0.5;

    /**
     * Folded words that typically belong to or introduce a part of a postal address other than the
     * street and the city.
     */
    private static final Set<String> EXTRA_WORDS =
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

    private static final double BEFORE_ADDRESS_COST = 0.15;
    private static final double NUMBER_COST = 0.35;
    private static final double EXTRA_WORD_COST = 0.25;
    private static final double AFTER_EXTRA_WORD_COST = 0.4;
    private static final double SHORTENED_POSTCODE_COST = 1.2;
    private static final double SHORT_WORD_COST = 0.8;
    private static final double UNIT_COST = 0.02;
    private static final double STOP_WORD_COST = 0.1;
    private static final double WORD_COST = 2.4;

    /** Creates the rule. */
    public ExtraWordRule() {}

    @Override
    public String name() {
        return "extra_words";
    }

    /**
     * Returns whether a folded word belongs to or introduces a part of a postal address that the
     * rule ignores.
     */
    public static boolean isExtraWord(String word) {
        return EXTRA_WORDS.contains(word);
    }

    /** Sets the omission cost of every term. */
    @Override
    public void apply(RelaxedQuery query) {
        for (int i = 0; i < query.termCount(); i++) {
            query.setOmissionCost(i, cost(query, i));
        }
    }

    private static double cost(RelaxedQuery query, int i) {
        WordForm term = query.term(i);
        boolean single = term.text().length() == 1;
        if (query.role(i) == TokenRole.UNIT) {
            return UNIT_COST;
        }
        if (term.isStopWord()) {
            return STOP_WORD_COST;
        }
        if (i < query.addressStart()) {
            return BEFORE_ADDRESS_COST;
        }
        if (isExtraWord(query, i)) {
            return EXTRA_WORD_COST;
        }
        if (query.isPostcode(i)) {
            return WORD_COST;
        }
        if (query.isPostcodeLike(i)) {
            return SHORTENED_POSTCODE_COST;
        }
        if (i > 0 && isExtraWord(query, i - 1)) {
            return term.startsWithDigit() || single ? EXTRA_WORD_COST : AFTER_EXTRA_WORD_COST;
        }
        if (term.startsWithDigit()) {
            return NUMBER_COST;
        }
        boolean unknownPair = term.text().length() == 2 && !query.isKnown(i);
        return single || unknownPair ? SHORT_WORD_COST : WORD_COST;
    }

    /**
     * Returns whether a term is an extra word at its position. The first word of a street name is
     * not one: "ste" in "rue ste anne" and "porte" in "boulevard de la porte verte".
     */
    private static boolean isExtraWord(RelaxedQuery query, int i) {
        if (!isExtraWord(query.term(i).text())) {
            return false;
        }
        int before = i - 1;
        while (before >= 0 && query.term(before).isStopWord()) {
            before--;
        }
        return before < 0 || query.role(before) != TokenRole.STREET_TYPE;
    }
}
