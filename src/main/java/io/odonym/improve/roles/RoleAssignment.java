package io.odonym.improve.roles;

import io.odonym.improve.tokens.RoleToken;
import io.odonym.improve.tokens.TokenRole;
import io.odonym.text.NumberWords;
import io.odonym.text.TextAnalysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The tokens of a query while the rules assign their roles. All methods that test a token also
 * accept indexes outside the sequence; they treat the missing token as an empty word. Not
 * thread-safe.
 */
final class RoleAssignment {

    private static final RoleToken NO_TOKEN = new RoleToken("", "", TokenRole.WORD);

    /** Folded articles and prepositions. A word that follows one of them belongs to a name. */
    private static final Set<String> ARTICLES =
            Set.of(
                    "a", "au", "aux", "d", "de", "des", "du", "en", "l", "la", "le", "les", "lez",
                    "sous", "sur");

    private static final Set<String> NUMBER_SIGNS =
            Set.of("n", "no", "num", "numero", "nr", "ndeg", "nodeg", "nos");

    private static final Set<String> SUFFIXES =
            Set.of("bis", "ter", "quater", "quinquies", "sexies");

    /**
     * Street types and their abbreviations that addok does not recognize, but that have no other
     * meaning before a name.
     */
    private static final Set<String> OTHER_STREET_TYPES =
            Set.of(
                    "mail", "parvis", "venelle", "ruelle", "ave", "aven", "boul", "bould", "chs",
                    "crs", "mte", "pmd", "psg", "rpt", "rlle", "ven");

    private static final int MAX_CITY_WORDS = 7;
    private static final int POSTCODE_DIGITS = 5;
    private static final int DEPARTMENT_DIGITS = 2;
    private static final String OVERSEAS = "97";

    private final Gazetteer gazetteer;
    private final List<RoleToken> tokens;
    private final List<String> departments = new ArrayList<>();

    RoleAssignment(List<RoleToken> tokens, Gazetteer gazetteer) {
        this.tokens = new ArrayList<>(tokens);
        this.gazetteer = gazetteer;
    }

    Gazetteer gazetteer() {
        return gazetteer;
    }

    List<RoleToken> tokens() {
        return tokens;
    }

    /** Returns the codes of the departments that the query names. */
    List<String> departments() {
        return departments;
    }

    void addDepartment(String code) {
        departments.add(code);
    }

    int size() {
        return tokens.size();
    }

    RoleToken token(int i) {
        return i >= 0 && i < tokens.size() ? tokens.get(i) : NO_TOKEN;
    }

    String text(int i) {
        return token(i).text();
    }

    /** Returns whether a token exists and has no role yet. */
    boolean isFree(int i) {
        return i >= 0 && i < tokens.size() && tokens.get(i).role() == TokenRole.WORD;
    }

    boolean isStreetType(int i) {
        String text = text(i);
        return isFree(i)
                && (TextAnalysis.isStreetType(text) && !SUFFIXES.contains(text)
                        || OTHER_STREET_TYPES.contains(text)
                        || text.equals("rond") && text(i + 1).equals("point"));
    }

    boolean isArticle(int i) {
        return ARTICLES.contains(text(i));
    }

    boolean isNumberSign(int i) {
        return NUMBER_SIGNS.contains(text(i));
    }

    /**
     * Returns whether a token is a number that has no role yet and whose number of digits is in the
     * given range.
     */
    boolean isNumber(int i, int minDigits, int maxDigits) {
        RoleToken token = token(i);
        return isFree(i)
                && token.isNumber()
                && token.text().length() >= minDigits
                && token.text().length() <= maxDigits;
    }

    /**
     * Returns the number that a word represents: an ordinal such as "4e" or "quatrieme", or a
     * number of up to two digits.
     *
     * @return the number; 0 for any other word
     */
    static int rank(String word) {
        if (!word.isEmpty() && word.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return word.length() <= 2 ? Integer.parseInt(word) : 0;
        }
        return Math.max(0, NumberWords.ordinal(word));
    }

    /** Returns whether a token has the form of a postcode: five digits. */
    boolean isPostcode(int i) {
        RoleToken token = token(i);
        return token.role() == TokenRole.POSTCODE
                || token.isNumber() && token.text().length() == POSTCODE_DIGITS && isFree(i);
    }

    /** Returns whether a token is a suffix of a house number: "bis" or a single letter. */
    boolean isSuffix(int i) {
        return isFree(i) && TextAnalysis.isNumberSuffix(text(i));
    }

    boolean isLongSuffix(int i) {
        return isFree(i) && SUFFIXES.contains(text(i));
    }

    /**
     * Returns whether a token is the first one or follows punctuation that separates parts of an
     * address.
     */
    boolean startsPart(int i) {
        String before = token(i).before();
        return i == 0
                || before.indexOf(',') >= 0
                || before.indexOf(';') >= 0
                || before.indexOf(':') >= 0
                || before.indexOf('\n') >= 0
                || before.indexOf('(') >= 0
                || before.indexOf('|') >= 0
                || before.contains(" - ")
                || before.contains(" / ");
    }

    /** Returns whether no token after the given index is searched. */
    boolean isLast(int i) {
        for (int k = i + 1; k < tokens.size(); k++) {
            if (tokens.get(k).role().isSearched()) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether no token before the given index is searched. */
    boolean isFirst(int i) {
        for (int k = 0; k < i; k++) {
            if (tokens.get(k).role().isSearched()) {
                return false;
            }
        }
        return true;
    }

    boolean hasPostcode() {
        for (int i = 0; i < size(); i++) {
            if (isPostcode(i)) {
                return true;
            }
        }
        return false;
    }

    void assign(int from, int to, TokenRole role) {
        for (int i = from; i < to; i++) {
            tokens.set(i, tokens.get(i).withRole(role));
        }
    }

    /** Replaces consecutive tokens with one token. */
    void replace(int from, int to, RoleToken token) {
        tokens.subList(from, to).clear();
        tokens.add(from, token);
    }

    /**
     * Returns the start of the longest municipality name that ends before an index.
     *
     * @return the index of its first token; -1 if there is none
     */
    int municipalityStart(int end) {
        int longest = -1;
        for (int from = end - 1; from >= Math.max(0, end - MAX_CITY_WORDS); from--) {
            if (!isFree(from) || token(from).leadingDigits() > 0) {
                break;
            }
            if (isMunicipality(from, end)) {
                longest = from;
            }
        }
        return longest;
    }

    /**
     * Returns the end of the longest municipality name that starts at an index.
     *
     * @return the index after its last token; -1 if there is none
     */
    int municipalityEnd(int from) {
        int longest = -1;
        for (int to = from + 1; to <= Math.min(size(), from + MAX_CITY_WORDS); to++) {
            if (!isFree(to - 1) || token(to - 1).leadingDigits() > 0) {
                break;
            }
            if (isMunicipality(from, to)) {
                longest = to;
            }
        }
        return longest;
    }

    /** Returns whether consecutive tokens name a municipality. */
    boolean isMunicipality(int from, int to) {
        return gazetteer.isMunicipality(texts(from, to));
    }

    /** Returns the postcodes of the municipalities that consecutive tokens name. */
    List<String> postcodes(int from, int to) {
        return gazetteer.municipalityPostcodes(texts(from, to));
    }

    private List<String> texts(int from, int to) {
        return tokens.subList(from, to).stream().map(RoleToken::text).toList();
    }

    /**
     * Returns whether a postcode belongs to a department. A postcode starts with the code of its
     * department, except in Corsica, where it starts with 20. Saint-Barthélemy (977) and
     * Saint-Martin (978) have postcodes of Guadeloupe.
     */
    static boolean isInDepartment(String postcode, String department) {
        if (department.equals("2a")) {
            return postcode.startsWith("200") || postcode.startsWith("201");
        }
        if (department.equals("2b")) {
            return postcode.startsWith("202") || postcode.startsWith("206");
        }
        return switch (department) {
            case "977" -> postcode.equals("97133");
            case "978" -> postcode.equals("97150");
            default -> postcode.startsWith(department);
        };
    }

    /**
     * Returns the department code at the start of a postcode: three digits for overseas
     * departments, otherwise two.
     */
    static String department(String postcode) {
        return postcode.substring(
                0, postcode.startsWith(OVERSEAS) ? DEPARTMENT_DIGITS + 1 : DEPARTMENT_DIGITS);
    }
}
