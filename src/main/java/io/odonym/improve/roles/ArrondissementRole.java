package io.odonym.improve.roles;

import java.util.Map;
import java.util.Set;

/**
 * Recognizes the arrondissements of Paris, Lyon and Marseille after or before the city: "paris 4",
 * "lyon 03", "11e paris", "paris XIe arrondissement". Their postcodes end with the number.
 */
final class ArrondissementRole implements RoleRule {

    private record City(String postcodeStart, int arrondissements) {}

    private static final Map<String, City> CITIES =
            Map.of(
                    "paris", new City("750", 20),
                    "lyon", new City("690", 9),
                    "marseille", new City("130", 16));

    private static final Set<String> WORDS =
            Set.of("arrondissement", "arrdt", "arr", "ardt", "arrond", "arrt");

    private static final int PAIR = 10;

    /**
     * Returns the postcode of an arrondissement.
     *
     * @param city the folded name of the city
     * @param number the arrondissement as a number or as an ordinal
     * @return the postcode; empty if the city has no such arrondissement
     */
    static String postcode(String city, String number) {
        City found = CITIES.get(city);
        int value = Ordinals.value(number);
        return found == null || value < 1 || value > found.arrondissements()
                ? ""
                : found.postcodeStart() + (value < PAIR ? "0" : "") + value;
    }

    @Override
    public void apply(TokenSequence tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            if (CITIES.containsKey(tokens.text(i))
                    && tokens.isFree(i)
                    && !tokens.isArticle(i - 1)
                    && !tokens.isStreetType(i - 1)
                    && (isAfter(tokens, i) || isBefore(tokens, i))) {
                return;
            }
        }
    }

    private static boolean isAfter(TokenSequence tokens, int city) {
        int at = city + 1;
        String postcode = postcode(tokens.text(city), tokens.text(at));
        boolean houseNumber =
                tokens.token(at).isNumber()
                        && (tokens.isStreetType(at + 1)
                                || tokens.isSuffix(at + 1) && tokens.isStreetType(at + 2));
        if (postcode.isEmpty() || !tokens.isFree(at) || houseNumber) {
            return false;
        }
        int end = WORDS.contains(tokens.text(at + 1)) ? at + 2 : at + 1;
        assign(tokens, at, end, postcode, city);
        return true;
    }

    private static boolean isBefore(TokenSequence tokens, int city) {
        int at = WORDS.contains(tokens.text(city - 1)) ? city - 2 : city - 1;
        String postcode = postcode(tokens.text(city), tokens.text(at));
        boolean ordinal = !tokens.token(at).isNumber() || at == city - 2;
        if (at < 0 || postcode.isEmpty() || !ordinal || !tokens.isFree(at)) {
            return false;
        }
        assign(tokens, at, city, postcode, city);
        return true;
    }

    private static void assign(TokenSequence tokens, int from, int to, String postcode, int city) {
        String before = tokens.token(from).before();
        if (tokens.hasPostcode()) {
            tokens.assign(from, to, Role.ARRONDISSEMENT);
        } else if (tokens.size() == to - from + 1 && city == 0) {
            String number = ordinal(Ordinals.value(tokens.text(from)));
            tokens.replace(from, to, new QueryToken("arrondissement", " ", Role.NAME_NUMBER));
            tokens.replace(from, from, new QueryToken(number, before, Role.NAME_NUMBER));
        } else {
            tokens.replace(from, to, new QueryToken(postcode, before, Role.POSTCODE));
        }
    }

    private static String ordinal(int value) {
        return value == 1 ? "1er" : value + "e";
    }
}
