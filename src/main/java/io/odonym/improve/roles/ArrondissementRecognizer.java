package io.odonym.improve.roles;

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
            Set.of("arrondissement", "arrdt", "arr", "ardt", "arrond", "arrt");

    /** The endings of an ordinal that is written with a space: "12 e". */
    private static final Set<String> ENDINGS = Set.of("e", "er", "eme", "ieme");

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
        int value = OrdinalNumberParser.value(number);
        return found == null || value < 1 || value > found.arrondissements()
                ? ""
                : found.postcodeStart() + (value < PAIR ? "0" : "") + value;
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
                if (!postcode(city, number).isEmpty()) {
                    tokens.replace(i, i + 1, new RoleToken(number, " ", TokenRole.WORD));
                    tokens.replace(i, i, new RoleToken(city, token.before(), TokenRole.WORD));
                    return;
                }
            }
        }
    }

    private static boolean isAfter(RoleAssignment tokens, int city) {
        int at = city + 1;
        boolean last = at == tokens.size() - 1;
        String postcode =
                postcode(tokens.text(city), last ? withEnding(tokens.text(at)) : tokens.text(at));
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
        String postcode = postcode(tokens.text(city), tokens.text(at));
        boolean ordinal = !tokens.token(at).isNumber() || at < city - 1;
        if (at < 0 || postcode.isEmpty() || !ordinal || !tokens.isFree(at)) {
            return false;
        }
        assign(tokens, at, city, postcode, city);
        return true;
    }

    /**
     * Returns a Roman numeral as an ordinal, which {@link OrdinalNumberParser} parses: "xie" for
     * "xi".
     */
    private static String withEnding(String number) {
        return number.chars().allMatch(c -> "ivx".indexOf(c) >= 0) ? number + "e" : number;
    }

    /**
     * Assigns the role. If the query has nothing but the city, the arrondissement and a postcode,
     * it asks for the arrondissement itself, whose name is "Lyon 2e Arrondissement".
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
            String number = ordinal(OrdinalNumberParser.value(withEnding(tokens.text(from))));
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
