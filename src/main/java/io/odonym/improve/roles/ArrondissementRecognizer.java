package io.odonym.improve.roles;

import io.odonym.improve.tokens.RoleToken;
import io.odonym.improve.tokens.TokenRole;
import io.odonym.text.NumberWords;

import java.util.Map;
import java.util.Set;

/**
 * Recognizes the arrondissements of Paris, Lyon and Marseille after or before the city: "paris 4",
 * "lyon 03", "11e paris", "paris XIe arrondissement". Their postcodes end with the number.
 */
final class ArrondissementRecognizer implements RoleRecognizer {

    private record City(String postcodeStart, int arrondissements) {}

    private static final Map<String, City> CITIES =
            Map.of(
                    "paris", new City("750", 20),
                    "lyon", new City("690", 9),
                    "marseille", new City("130", 16));

    private static final Set<String> WORDS =
            Set.of("arrondissement", "arrdt", "arr", "arrd", "ardt", "arrond", "arrt");

    /** Ordinal endings that are written as separate words: "11 eme". */
    private static final Set<String> ENDINGS = Set.of("e", "eme", "er", "ieme");

    private static final int PAIR = 10;

    /**
     * Returns the postcode of an arrondissement.
     *
     * @param city the folded name of the city
     * @param number the arrondissement; 0 if there is none
     * @return the postcode; empty if the city has no such arrondissement
     */
    static String postcode(String city, int number) {
        City found = CITIES.get(city);
        return found == null || number < 1 || number > found.arrondissements()
                ? ""
                : found.postcodeStart() + (number < PAIR ? "0" : "") + number;
    }

    /**
     * Returns the number of an arrondissement that is written as a number of up to two digits, as
     * an ordinal or as a Roman numeral.
     *
     * @param word a folded word
     * @param last whether no other word of the address follows. A single letter is read as a Roman
     *     numeral only at this position.
     * @return the number; 0 for any other word
     */
    private static int number(String word, boolean last) {
        int rank = RoleAssignment.rank(word);
        boolean roman =
                rank == 0
                        && (last || word.length() > 1)
                        && word.chars().allMatch(c -> c == 'i' || c == 'v' || c == 'x');
        return roman ? Math.max(0, NumberWords.value(word)) : rank;
    }

    @Override
    public void apply(RoleAssignment tokens) {
        separateNumber(tokens);
        for (int i = 0; i < tokens.size(); i++) {
            if (CITIES.containsKey(tokens.text(i))
                    && tokens.isFree(i)
                    && !tokens.isStreetType(i - 1)
                    && (!tokens.isArticle(i - 1) && isAfter(tokens, i) || isBefore(tokens, i))) {
                return;
            }
        }
    }

    /** Separates a number that is joined to the city: "lyon02". */
    private static void separateNumber(RoleAssignment tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            RoleToken token = tokens.token(i);
            for (String city : CITIES.keySet()) {
                boolean joined = token.text().startsWith(city) && tokens.isFree(i);
                String number = joined ? token.text().substring(city.length()) : "";
                if (!postcode(city, number(number, true)).isEmpty()) {
                    tokens.replace(i, i + 1, new RoleToken(number, " ", TokenRole.WORD));
                    tokens.replace(i, i, new RoleToken(city, token.before(), TokenRole.WORD));
                    return;
                }
            }
        }
    }

    private static boolean isAfter(RoleAssignment tokens, int city) {
        int at = city + 1;
        String postcode = postcode(tokens.text(city), number(tokens.text(at), tokens.isLast(at)));
        boolean houseNumber =
                tokens.token(at).isNumber()
                        && (tokens.isStreetType(at + 1)
                                || tokens.isSuffix(at + 1) && tokens.isStreetType(at + 2));
        if (postcode.isEmpty() || !tokens.isFree(at) || houseNumber) {
            return false;
        }
        int end = at + 1;
        if (ENDINGS.contains(tokens.text(end)) && tokens.token(at).isNumber()) {
            end = tokens.isStreetType(end + 1) ? end : end + 1;
        }
        assign(tokens, at, WORDS.contains(tokens.text(end)) ? end + 1 : end, postcode, city);
        return true;
    }

    private static boolean isBefore(RoleAssignment tokens, int city) {
        int preposition = tokens.text(city - 1).equals("de") ? 1 : 0;
        int word = city - 1 - preposition;
        int at = WORDS.contains(tokens.text(word)) ? word - 1 : city - 1;
        String postcode = postcode(tokens.text(city), number(tokens.text(at), false));
        boolean ordinal = !tokens.token(at).isNumber() || at < city - 1;
        if (at < 0 || postcode.isEmpty() || !ordinal || !tokens.isFree(at)) {
            return false;
        }
        assign(tokens, at, city, postcode, city);
        return true;
    }

    /**
     * Assigns the role. If the query contains only the city, the arrondissement and a postcode, it
     * asks for the arrondissement itself, whose name is "Lyon 2e Arrondissement".
     */
    private static void assign(RoleAssignment tokens, int from, int to, String postcode, int city) {
        String before = tokens.token(from).before();
        int rest = 0;
        for (int i = 0; i < tokens.size(); i++) {
            boolean part = i == city || i >= from && i < to || tokens.text(i).equals("de");
            rest += part || tokens.text(i).equals(postcode) ? 0 : 1;
        }
        if (rest == 0) {
            String name = tokens.text(city);
            String number = ordinal(number(tokens.text(from), true));
            tokens.replace(
                    0, tokens.size(), new RoleToken("arrondissement", " ", TokenRole.NAME_NUMBER));
            tokens.replace(0, 0, new RoleToken(number, " ", TokenRole.NAME_NUMBER));
            tokens.replace(0, 0, new RoleToken(name, "", TokenRole.WORD));
        } else if (tokens.hasPostcode()) {
            tokens.assign(from, to, TokenRole.ARRONDISSEMENT);
        } else {
            tokens.replace(from, to, new RoleToken(postcode, before, TokenRole.POSTCODE));
        }
    }

    private static String ordinal(int value) {
        return value == 1 ? "1er" : value + "e";
    }
}
