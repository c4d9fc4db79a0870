package io.odonym.text;

import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

import java.io.IOException;

/** Converts each token to lower-case ASCII (addok 1.3.2, helpers/text.normalize). */
final class FoldFilter extends TokenFilter {

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

    FoldFilter(TokenStream input) {
        super(input);
    }

    @Override
    public boolean incrementToken() throws IOException {
        if (!input.incrementToken()) {
            return false;
        }
        char[] letters = term.buffer();
        boolean plain = true;
        for (int i = 0; i < term.length() && plain; i++) {
            char letter = letters[i];
            plain = letter >= 'a' && letter <= 'z' || letter >= '0' && letter <= '9';
        }
        if (!plain) {
            String folded = AsciiFolding.unidecode(AsciiFolding.lower(term.toString()));
            term.setEmpty().append(folded);
        }
        return true;
    }
}
