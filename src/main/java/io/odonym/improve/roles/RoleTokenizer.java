package io.odonym.improve.roles;

import io.odonym.text.AsciiFolding;
import io.odonym.text.TextAnalysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Splits a query into folded words and keeps the punctuation between them, which addok's folding
 * drops. A number that is joined to a street type or to a city is a token of its own: "12rue" and
 * "75011paris" are two tokens each.
 */
final class RoleTokenizer {

    private static final int POSTCODE_DIGITS = 5;

    /** A road and its number in one word: "rn12" and "rd906". */
    private static final Pattern ROAD = Pattern.compile("(rn|rd|cd|vc|cr)\\d{1,4}");

    private RoleTokenizer() {}

    static List<RoleToken> tokenize(String query) {
        String text = AsciiFolding.unidecode(query.toLowerCase(Locale.ROOT));
        List<RoleToken> tokens = new ArrayList<>();
        int separatorStart = 0;
        int at = 0;
        while (at < text.length()) {
            if (!isWord(text.charAt(at))) {
                at++;
                continue;
            }
            int end = at;
            while (end < text.length() && isWord(text.charAt(end))) {
                end++;
            }
            add(tokens, text.substring(separatorStart, at), text.substring(at, end));
            separatorStart = end;
            at = end;
        }
        return tokens;
    }

    private static void add(List<RoleToken> tokens, String before, String word) {
        RoleToken token = new RoleToken(word, before, TokenRole.WORD);
        int digits = token.leadingDigits();
        String rest = word.substring(digits);
        boolean joined =
                digits > 0
                        && !rest.isEmpty()
                        && (digits == POSTCODE_DIGITS
                                || rest.length() > 2 && TextAnalysis.isStreetType(rest)
                                || rest.equals("av")
                                || rest.equals("bd")
                                || rest.equals("pl"));
        if (joined) {
            tokens.add(new RoleToken(word.substring(0, digits), before, TokenRole.WORD));
            tokens.add(new RoleToken(rest, "", TokenRole.WORD));
        } else if (ROAD.matcher(word).matches()) {
            tokens.add(new RoleToken(word.substring(0, 2), before, TokenRole.WORD));
            tokens.add(new RoleToken(word.substring(2), "", TokenRole.WORD));
        } else {
            tokens.add(token);
        }
    }

    private static boolean isWord(char letter) {
        return letter >= 'a' && letter <= 'z' || letter >= '0' && letter <= '9' || letter == '_';
    }
}
