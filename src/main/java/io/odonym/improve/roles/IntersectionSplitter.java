package io.odonym.improve.roles;

import io.odonym.improve.tokens.RoleToken;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Recognizes the corner of two streets: "21 rue A / 34 rue B", "rue A angle rue B", "rue A, 4 rue
 * B", "à l'angle de la rue A et de la rue B". The query then has two readings, one for each street
 * with its own number.
 */
final class IntersectionSplitter {

    /** Street types that do not also name a building or a district. */
    private static final Set<String> TYPES =
            Set.of(
                    "allee",
                    "allees",
                    "av",
                    "avenue",
                    "bd",
                    "bld",
                    "blvd",
                    "boulevard",
                    "chemin",
                    "cours",
                    "esplanade",
                    "faubourg",
                    "impasse",
                    "mail",
                    "montee",
                    "parvis",
                    "passage",
                    "place",
                    "pl",
                    "promenade",
                    "quai",
                    "route",
                    "rte",
                    "rue",
                    "ruelle",
                    "sentier",
                    "square",
                    "traverse",
                    "venelle",
                    "voie",
                    "all",
                    "imp",
                    "che",
                    "chem",
                    "ave",
                    "sq");

    /** Adjectives before a street type, as in "Grande Rue". */
    private static final Set<String> ADJECTIVES =
            Set.of("grande", "grand", "petite", "vieille", "ancienne");

    /** Words that announce or link the two streets of a corner. */
    private static final Set<String> CORNERS =
            Set.of("angle", "coin", "croisement", "intersection", "carrefour");

    private static final Set<String> CONJUNCTIONS = Set.of("et", "x", "croise");

    private static final Set<String> LINKS =
            Set.of("a", "l", "de", "du", "la", "le", "avec", "et", "au", "des", "d", "en");

    /** Prepositions before the name of a street, such as "rue du coin" and "rue de l'angle". */
    private static final Set<String> PREPOSITIONS = Set.of("de", "du", "des", "d");

    private static final Set<String> ARTICLES = Set.of("l", "la", "le");

    /**
     * The tokens of a corner.
     *
     * @param first the first street and the city
     * @param second the second street and the city
     * @param inCity whether the query names the city
     * @param numbered whether a house number precedes one of the streets
     */
    record Streets(
            List<RoleToken> first, List<RoleToken> second, boolean inCity, boolean numbered) {}

    private IntersectionSplitter() {}

    /**
     * Returns the two streets of a query.
     *
     * @param tokens the tokens with their roles
     * @return the streets; empty if the query does not describe a corner
     */
    static Optional<Streets> find(RoleAssignment tokens) {
        int first = nextStreet(tokens, 0);
        if (first < 0) {
            return Optional.empty();
        }
        int firstNumber = numberStart(tokens, first);
        int announcement = linkStart(tokens, firstNumber, 0);
        boolean announced = containsCorner(tokens, announcement, firstNumber);
        for (int second = nextStreet(tokens, typeOf(tokens, first) + 1);
                second >= 0;
                second = nextStreet(tokens, typeOf(tokens, second) + 1)) {
            int secondNumber = secondNumberStart(tokens, second);
            int link = linkStart(tokens, secondNumber, first + 2);
            boolean adjacent = announced && link == secondNumber;
            if (link > first + 1 && (adjacent || isLink(tokens, link, secondNumber))) {
                List<RoleToken> one =
                        new ArrayList<>(
                                tokens.tokens().subList(0, announced ? announcement : firstNumber));
                one.addAll(tokens.tokens().subList(firstNumber, link));
                boolean numbered = firstNumber < first || secondNumber < second;
                return Optional.of(streets(tokens, one, secondNumber, second, numbered));
            }
        }
        return Optional.empty();
    }

    /** Returns the index of the next street type, or of its adjective; -1 if there is none. */
    private static int nextStreet(RoleAssignment tokens, int from) {
        for (int i = from; i < tokens.size(); i++) {
            if (tokens.isFree(i) && TYPES.contains(tokens.text(i))) {
                boolean adjective = i > from && ADJECTIVES.contains(tokens.text(i - 1));
                return adjective ? i - 1 : i;
            }
        }
        return -1;
    }

    private static int typeOf(RoleAssignment tokens, int street) {
        return TYPES.contains(tokens.text(street)) ? street : street + 1;
    }

    /**
     * Returns the index of the house number before a street type; the index of the street type if
     * there is none.
     */
    private static int numberStart(RoleAssignment tokens, int type) {
        int at =
                tokens.isSuffix(type - 1) && tokens.token(type - 2).isNumber()
                        ? type - 2
                        : type - 1;
        RoleToken token = tokens.token(at);
        boolean number = token.leadingDigits() > 0 && (token.role().isSearched());
        if (!number || tokens.isPostcode(at)) {
            return type;
        }
        return tokens.isNumberSign(at - 1) ? at - 1 : at;
    }

    /**
     * Returns the index of the house number before the second street. A number directly before a
     * separator belongs to the first street: "rue du 8 mai 1945 / rue A".
     */
    private static int secondNumberStart(RoleAssignment tokens, int type) {
        int start = numberStart(tokens, type);
        String previous = tokens.text(start - 1);
        boolean linked = CONJUNCTIONS.contains(previous) || CORNERS.contains(previous);
        return isSeparator(tokens, type) && !isSeparator(tokens, start) && !linked ? type : start;
    }

    /** Returns the index of the first word that indicates a corner or links its two streets. */
    private static int linkStart(RoleAssignment tokens, int end, int min) {
        int at = end;
        while (at > min
                && (LINKS.contains(tokens.text(at - 1))
                        || CONJUNCTIONS.contains(tokens.text(at - 1))
                        || isCorner(tokens, at - 1))) {
            at--;
        }
        return at;
    }

    /**
     * Returns whether a token indicates a corner and is not part of a name such as "rue du coin".
     */
    private static boolean isCorner(RoleAssignment tokens, int i) {
        int article = ARTICLES.contains(tokens.text(i - 1)) ? i - 1 : i;
        return CORNERS.contains(tokens.text(i)) && !PREPOSITIONS.contains(tokens.text(article - 1));
    }

    private static boolean containsCorner(RoleAssignment tokens, int from, int to) {
        for (int i = from; i < to; i++) {
            if (isCorner(tokens, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLink(RoleAssignment tokens, int from, int to) {
        for (int i = from; i < to; i++) {
            if (CONJUNCTIONS.contains(tokens.text(i))) {
                return true;
            }
        }
        return containsCorner(tokens, from, to) || from == to && isSeparator(tokens, to);
    }

    private static boolean isSeparator(RoleAssignment tokens, int i) {
        String before = tokens.token(i).before();
        return before.indexOf('/') >= 0
                || before.indexOf('&') >= 0
                || before.indexOf('+') >= 0
                || before.indexOf(',') >= 0
                || before.contains(" - ");
    }

    private static Streets streets(
            RoleAssignment tokens, List<RoleToken> first, int second, int type, boolean numbered) {
        List<RoleToken> all = tokens.tokens();
        int city = cityStart(tokens, type);
        if (city >= 0) {
            first.addAll(all.subList(city, all.size()));
        }
        return new Streets(first, all.subList(second, all.size()), city >= 0, numbered);
    }

    /**
     * Returns the start of the city after the second street: its postcode, or the longest
     * municipality at the end of the query; -1 if there is none. A municipality after a preposition
     * or the street type belongs to the name of the street, such as "rue de Rennes".
     */
    private static int cityStart(RoleAssignment tokens, int type) {
        int end = tokens.size();
        for (int i = type; i < end; i++) {
            if (tokens.isPostcode(i)) {
                return i;
            }
        }
        while (end > type && !tokens.isFree(end - 1)) {
            end--;
        }
        int start = tokens.municipalityStart(end);
        boolean name = start <= type + 1 || PREPOSITIONS.contains(tokens.text(start - 1));
        return name ? -1 : start;
    }
}
