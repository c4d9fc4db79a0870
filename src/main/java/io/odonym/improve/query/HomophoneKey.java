package io.odonym.improve.query;

/**
 * Reduces phonetic tokens to a coarser key: words that sound alike in French share a key.
 *
 * <p>The input is the token of addok's phonetic analysis. The replacements are applied in order,
 * each to the whole token. Afterwards, one silent letter at the end is removed.
 */
final class HomophoneKey {

    private static final String[][] REPLACEMENTS = {
        {"eau", "o"},
        {"au", "o"},
        {"ain", "in"},
        {"ein", "in"},
        {"aim", "in"},
        {"yn", "in"},
        {"ym", "in"},
        {"ai", "e"},
        {"ei", "e"},
        {"ay", "e"},
        {"en", "an"},
        {"em", "an"},
        {"am", "an"},
        {"im", "in"},
        {"un", "in"},
        {"y", "i"},
        {"ph", "f"},
        {"sch", "ch"},
        {"qu", "k"},
        {"q", "k"},
        {"c", "k"},
        {"kh", "ch"},
        {"th", "t"},
        {"z", "s"},
        {"w", "v"},
        {"x", "ks"},
        {"g", "j"}
    };

    private static final String SILENT_AT_END = "tdpsxzrhe";

    private static final int MIN_LENGTH_WITH_SILENT_LETTER = 3;

    private HomophoneKey() {}

    /** Returns the key of a phonetic token. */
    static String of(String token) {
        String key = token;
        for (String[] replacement : REPLACEMENTS) {
            key = key.contains(replacement[0]) ? key.replace(replacement[0], replacement[1]) : key;
        }
        return key.length() >= MIN_LENGTH_WITH_SILENT_LETTER
                        && SILENT_AT_END.indexOf(key.charAt(key.length() - 1)) >= 0
                ? key.substring(0, key.length() - 1)
                : key;
    }
}
