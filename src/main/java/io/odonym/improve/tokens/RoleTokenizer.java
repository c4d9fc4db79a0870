package io.odonym.improve.tokens;

import io.odonym.text.AsciiFolding;
import io.odonym.text.TextAnalysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Splits a query into folded words and keeps the punctuation between them, which addok's folding
 * drops. A number that is joined to a street type, to a city or to the sign "n°" becomes a separate
 * token: "12rue", "75011paris" and "n°12" are two tokens each. Known initials such as "n.d." are
 * one token.
 */
public final class RoleTokenizer {

    private static final int POSTCODE_DIGITS = 5;

    /** A road and its number in one word: "rn12" and "rd906". */
    private static final Pattern ROAD = Pattern.compile("(rn|rd|cd|vc|cr)\\d{1,4}");

    /** The sign "n°" and a number written as one word; folding turns "n°12" into "ndeg12". */
    private static final Pattern SIGNED_NUMBER =
            Pattern.compile("(?:n|no|ndeg|nodeg|num|numero)\\d.*");

    private static final String NUMBER_SIGN = "n";

    /** Initials of several words, which may be written with dots: "n.d.", "z.a.", "b.p.". */
    private static final Set<String> INITIALS =
            Set.of("bp", "cs", "cd", "nd", "rd", "rdc", "rn", "tsa", "vc", "za", "zac", "zi");

    private static final int MAX_INITIALS = 3;

    private RoleTokenizer() {}

    /**
     * Returns the words of a query, in order. All have the role {@link TokenRole#WORD}.
     *
     * @param query the query as the user wrote it
     * @return a modifiable list
     */
    public static List<RoleToken> tokenize(String query) {
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
        joinInitials(tokens);
        return tokens;
    }

    private static void joinInitials(List<RoleToken> tokens) {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            StringBuilder joined = new StringBuilder(tokens.get(i).text());
            int end = i + 1;
            while (end < tokens.size()
                    && end - i < MAX_INITIALS
                    && tokens.get(end - 1).text().length() == 1
                    && tokens.get(end).text().length() == 1
                    && tokens.get(end).before().strip().equals(".")) {
                joined.append(tokens.get(end++).text());
            }
            if (end > i + 1 && INITIALS.contains(joined.toString())) {
                RoleToken token =
                        new RoleToken(joined.toString(), tokens.get(i).before(), TokenRole.WORD);
                tokens.subList(i, end).clear();
                tokens.add(i, token);
            }
        }
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
        } else if (digits == 0 && SIGNED_NUMBER.matcher(word).matches()) {
            int sign = firstDigit(word);
            tokens.add(new RoleToken(NUMBER_SIGN, before, TokenRole.WORD));
            tokens.add(new RoleToken(word.substring(sign), "", TokenRole.WORD));
        } else if (ROAD.matcher(word).matches()) {
            tokens.add(new RoleToken(word.substring(0, 2), before, TokenRole.WORD));
            tokens.add(new RoleToken(word.substring(2), "", TokenRole.WORD));
        } else {
            tokens.add(token);
        }
    }

    private static int firstDigit(String word) {
        int at = 0;
        while (!Character.isDigit(word.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isWord(char letter) {
        return letter >= 'a' && letter <= 'z' || letter >= '0' && letter <= '9' || letter == '_';
    }
}
