package io.odonym.text;

import org.apache.lucene.analysis.TokenStream;

import java.io.IOException;

/**
 * Flags the house number (addok-france 1.2.0, flag_housenumber). The house number is the first word
 * that consists of one to four digits and an optional letter, and that starts the text or precedes
 * a street type. The filter also stores each word before synonyms and phonetic encoding change it.
 */
final class FlagHouseNumberFilter extends LookAheadFilter {

    private static final int MAX_DIGITS = 4;

    private boolean found;

    FlagHouseNumberFilter(TokenStream input) {
        super(input);
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        found = false;
    }

    @Override
    public boolean incrementToken() throws IOException {
        if (!next()) {
            return false;
        }
        if (!found
                && isHouseNumber(StreetVocabulary.leadingWord(term))
                && (address.position() == 0
                        || StreetVocabulary.isType(StreetVocabulary.leadingWord(peek())))) {
            address.setHouseNumber(true);
            found = true;
        }
        address.setWord(term.toString());
        return true;
    }

    private static boolean isHouseNumber(String word) {
        int digits = 0;
        while (digits < word.length() && word.charAt(digits) >= '0' && word.charAt(digits) <= '9') {
            digits++;
        }
        return digits > 0
                && digits <= MAX_DIGITS
                && (digits == word.length()
                        || digits == word.length() - 1
                                && word.charAt(digits) >= 'a'
                                && word.charAt(digits) <= 'z');
    }
}
