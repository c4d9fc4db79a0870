package io.odonym.text;

import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

import java.io.IOException;

/** Reduces a word to its sound (addok-fr 1.1.0, phonemicize); see {@link PhoneticEncoder}. */
final class PhoneticFilter extends TokenFilter {

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final PhoneticEncoder phonetics = new PhoneticEncoder();
    private final PhoneticCache memory;

    PhoneticFilter(TokenStream input, PhoneticCache memory) {
        super(input);
        this.memory = memory;
    }

    @Override
    public boolean incrementToken() throws IOException {
        if (!input.incrementToken()) {
            return false;
        }
        String sound = memory.of(term.toString(), phonetics);
        term.setEmpty().append(sound);
        return true;
    }
}
