package io.odonym.improve;

/**
 * Words that sound alike beyond addok's rules: "au" and "eau" and "o", "ai" and "e", "en" and "an",
 * "in" and "ain", doubled and silent letters.
 */
final class HomophoneRule implements Improvement {

    static final double COST = 0.4;

    private static final String[][] SPELLINGS = {
        {"eau", "o"},
        {"au", "o"},
        {"o", "au"},
        {"o", "eau"},
        {"ai", "e"},
        {"ei", "e"},
        {"e", "ai"},
        {"er", "e"},
        {"ez", "e"},
        {"et", "e"},
        {"en", "an"},
        {"an", "en"},
        {"em", "am"},
        {"am", "em"},
        {"ain", "in"},
        {"ein", "in"},
        {"in", "ain"},
        {"un", "in"},
        {"qu", "k"},
        {"k", "qu"},
        {"k", "c"},
        {"c", "k"},
        {"ph", "f"},
        {"f", "ph"},
        {"y", "i"},
        {"i", "y"},
        {"ss", "c"},
        {"c", "ss"},
        {"s", "z"},
        {"z", "s"},
        {"h", ""},
        {"oi", "oy"},
        {"oy", "oi"},
        {"ch", "sch"},
        {"sch", "ch"},
        {"j", "g"},
        {"g", "j"},
        {"th", "t"},
        {"t", "th"},
        {"x", "ks"},
        {"w", "v"},
        {"v", "w"}
    };
    private static final int SHORTEST = 4;

    @Override
    public String name() {
        return "homophones";
    }

    @Override
    public void read(RelaxedQuery attempt) {
        for (int i = 0; i < attempt.size(); i++) {
            String raw = attempt.word(i).raw;
            if (!attempt.isPlainWord(i)
                    || raw.length() < SHORTEST
                    || i < attempt.before()
                    || attempt.trie().documentCount(raw) > 0) {
                continue;
            }
            for (String[] pair : SPELLINGS) {
                for (int at = raw.indexOf(pair[0]); at >= 0; at = raw.indexOf(pair[0], at + 1)) {
                    String other =
                            raw.substring(0, at) + pair[1] + raw.substring(at + pair[0].length());
                    int documents = attempt.trie().documentCount(other);
                    if (documents > 0
                            && attempt.forms().of(other).ear.equals(attempt.word(i).ear)) {
                        attempt.add(1L << i, other, COST, documents);
                    }
                }
            }
        }
    }

    /** A sound without the differences that only spelling makes. */
    static String ear(String sound) {
        String ear = sound;
        for (String[] rule : EAR) {
            ear = ear.contains(rule[0]) ? ear.replace(rule[0], rule[1]) : ear;
        }
        return ear.length() > 2 && "tdpsxzrhe".indexOf(ear.charAt(ear.length() - 1)) >= 0
                ? ear.substring(0, ear.length() - 1)
                : ear;
    }

    private static final String[][] EAR = {
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
}
