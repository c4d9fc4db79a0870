package io.odonym.text;

import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

import java.io.IOException;

/** Reduces a word to its sound (addok-fr 1.1.0, phonemicize); see {@link Phonetics}. */
final class PhoneticFilter extends TokenFilter {

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final Phonetics phonetics = new Phonetics();

    PhoneticFilter(TokenStream input) {
        super(input);
    }

    @Override
    public boolean incrementToken() throws IOException {
        if (!input.incrementToken()) {
            return false;
        }
        String sound = phonetics.reduce(term);
        term.setEmpty().append(sound);
        return true;
    }
}
