package io.odonym.text;

import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.util.AttributeSource;

import java.io.IOException;
import java.util.List;

/**
 * Replaces a token with its synonym, which may consist of several tokens (addok 1.3.2,
 * helpers/text.synonymize).
 */
final class SynonymFilter extends TokenFilter {

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final AddressTokenAttribute address = addAttribute(AddressTokenAttribute.class);
    private final Synonyms synonyms;
    private List<String> parts = List.of();
    private int nextPart;
    private AttributeSource.State whole;

    SynonymFilter(TokenStream input, Synonyms synonyms) {
        super(input);
        this.synonyms = synonyms;
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        parts = List.of();
        nextPart = 0;
    }

    @Override
    public boolean incrementToken() throws IOException {
        while (nextPart >= parts.size()) {
            if (!input.incrementToken()) {
                return false;
            }
            String word = term.toString();
            parts = synonyms.of(word);
            if (parts.isEmpty()) {
                if (isOneWord(word)) {
                    return true;
                }
                parts = word.isBlank() ? List.of() : List.of(word.strip().split("\\s+"));
            }
            nextPart = 0;
            whole = parts.size() > 1 ? captureState() : null;
        }
        if (nextPart > 0) {
            restoreState(whole);
        }
        term.setEmpty().append(parts.get(nextPart));
        address.setPart(nextPart++);
        return true;
    }

    /**
     * Returns whether a token is a single word. Folding a symbol such as "½" can insert spaces or
     * produce an empty token.
     */
    private static boolean isOneWord(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (Character.isWhitespace(word.charAt(i))) {
                return false;
            }
        }
        return !word.isEmpty();
    }
}
