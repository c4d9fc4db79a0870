package io.odonym.text;

import java.util.List;

/** French address text, for documents and for queries: the same tokens as addok's with its French plugins. */
public final class TextAnalysis {

    private TextAnalysis() {}

    /** With the built-in synonyms. */
    public static TextAnalysis standard() {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Identifies rules and synonyms; an index made with another version is refused. */
    public String version() {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * The analysis of a query.
     *
     * @param limit how many characters the folded query may have
     * @throws QueryTooLongException where it has more
     */
    public ParsedQuery parse(String query, int limit) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** The tokens of one value of a document, in order, repetitions included. */
    public List<String> tokens(String value) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** The key under which a house number is found: its tokens in one word ("12 bis" gives "12b", "12" gives "douz"). */
    public String houseNumberKey(String number) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** The house number before synonyms and phonetics, in one word ("12 bis" gives "12b", "12" gives "12"). */
    public String houseNumberWord(String number) {
        throw new UnsupportedOperationException("not built yet");
    }
}
