package io.odonym.improve.roles;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Recognizes the corner of two streets: "21 rue A / 34 rue B", "rue A angle rue B", "rue A, 4 rue
 * B". The query then has two readings, one for each street with its own number.
 */
final class CornerRole {

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
                    "faubourg",
                    "impasse",
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
                    "all",
                    "imp",
                    "che",
                    "chem",
                    "ave",
                    "sq");

    private static final Set<String> WORDS =
            Set.of("angle", "coin", "croisement", "intersection", "carrefour", "et", "x", "croise");

    private static final Set<String> LINKS =
            Set.of("a", "l", "de", "du", "la", "le", "avec", "et", "au", "des", "d", "en");

    private CornerRole() {}

    /**
     * Returns the readings of a query.
     *
     * @param tokens the tokens with their roles
     * @return the readings, one for each street; empty if the query does not describe a corner
     */
    static List<List<QueryToken>> readings(TokenSequence tokens) {
        int first = nextStreet(tokens, 0);
        if (first < 0) {
            return List.of();
        }
        for (int second = nextStreet(tokens, first + 1);
                second >= 0;
                second = nextStreet(tokens, second + 1)) {
            int start = numberStart(tokens, second);
            int linked = linkStart(tokens, start);
            if (linked > first + 1 && isLinked(tokens, linked, start)) {
                return split(tokens, first, linked, start);
            }
        }
        return List.of();
    }

    private static int nextStreet(TokenSequence tokens, int from) {
        for (int i = from; i < tokens.size(); i++) {
            if (tokens.isFree(i) && TYPES.contains(tokens.text(i))) {
                return i;
            }
        }
        return -1;
    }

    /** Returns the index of the house number before a street type. */
    private static int numberStart(TokenSequence tokens, int type) {
        int at =
                tokens.isSuffix(type - 1) && tokens.token(type - 2).isNumber()
                        ? type - 2
                        : type - 1;
        QueryToken token = tokens.token(at);
        boolean number = token.leadingDigits() > 0 && (token.role().isSearched());
        if (!number || tokens.isPostcode(at)) {
            return type;
        }
        return tokens.isNumberSign(at - 1) ? at - 1 : at;
    }

    /** Returns the index of the first word that links the two streets. */
    private static int linkStart(TokenSequence tokens, int start) {
        int at = start;
        while (at > 0
                && (LINKS.contains(tokens.text(at - 1)) || WORDS.contains(tokens.text(at - 1)))) {
            at--;
        }
        return at;
    }

    private static boolean isLinked(TokenSequence tokens, int from, int start) {
        for (int i = from; i < start; i++) {
            if (WORDS.contains(tokens.text(i))) {
                return true;
            }
        }
        String before = tokens.token(start).before();
        return from == start
                && (before.indexOf('/') >= 0
                        || before.indexOf('&') >= 0
                        || before.indexOf('+') >= 0
                        || before.indexOf(',') >= 0
                        || before.contains(" - "));
    }

    private static List<List<QueryToken>> split(
            TokenSequence tokens, int first, int linked, int second) {
        int end = cityStart(tokens, second);
        if (end < 0) {
            return List.of();
        }
        List<QueryToken> all = tokens.tokens();
        List<QueryToken> one = new ArrayList<>(all.subList(0, linked));
        one.addAll(all.subList(end, all.size()));
        List<QueryToken> other = new ArrayList<>(all.subList(second, all.size()));
        return List.of(one, other);
    }

    /**
     * Returns the start of the city behind the second street: its postcode, or the longest
     * municipality at the end of the query.
     */
    private static int cityStart(TokenSequence tokens, int second) {
        int end = tokens.size();
        for (int i = second; i < end; i++) {
            if (tokens.isPostcode(i)) {
                return i;
            }
        }
        while (end > second && !tokens.isFree(end - 1)) {
            end--;
        }
        return tokens.municipalityStart(end);
    }
}
