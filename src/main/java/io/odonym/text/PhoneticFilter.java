package io.odonym.text;

import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

import java.io.IOException;

/** Replaces each token with its phonetic form (addok-fr 1.1.0, phonemicize). */
final class PhoneticFilter extends TokenFilter {

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final PhoneticEncoder encoder = new PhoneticEncoder();
    private final PhoneticCache cache;

    PhoneticFilter(TokenStream input, PhoneticCache cache) {
        super(input);
        this.cache = cache;
    }

    @Override
    public boolean incrementToken() throws IOException {
        if (!input.incrementToken()) {
            return false;
        }
        String phoneticForm = cache.get(term.toString(), encoder);
        term.setEmpty().append(phoneticForm);
        return true;
    }
}
