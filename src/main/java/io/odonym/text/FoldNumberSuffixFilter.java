package io.odonym.text;

import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

import java.io.IOException;

/**
 * Shortens the suffix of a house number to one letter: "3bis" becomes "3b", and "12quinquies"
 * becomes "12c" (addok-france 1.2.0, fold_ordinal).
 */
final class FoldNumberSuffixFilter extends TokenFilter {

    private static final int MAX_DIGITS = 4;

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

    FoldNumberSuffixFilter(TokenStream input) {
        super(input);
    }

    @Override
    public boolean incrementToken() throws IOException {
        if (!input.incrementToken()) {
            return false;
        }
        int digits = 0;
        while (digits < term.length() && term.charAt(digits) >= '0' && term.charAt(digits) <= '9') {
            digits++;
        }
        if (digits > 0 && digits <= MAX_DIGITS && term.length() > digits + 1) {
            CharSequence suffix = term.subSequence(digits, term.length());
            if (StreetVocabulary.isOrdinal(suffix)) {
                term.buffer()[digits] = StreetVocabulary.letter(suffix);
                term.setLength(digits + 1);
            }
        }
        return true;
    }
}
