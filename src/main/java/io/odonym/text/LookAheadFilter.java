package io.odonym.text;

import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.util.AttributeSource;

import java.io.IOException;

/** A token filter that can look ahead by one token. */
abstract class LookAheadFilter extends TokenFilter {

    final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    final AddressTokenAttribute address = addAttribute(AddressTokenAttribute.class);
    private AttributeSource.State ahead;
    private boolean isAhead;

    LookAheadFilter(TokenStream input) {
        super(input);
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        isAhead = false;
    }

    /** Advances to the next token, and returns false at the end of the text. */
    final boolean next() throws IOException {
        if (isAhead) {
            isAhead = false;
            if (ahead == null) {
                return false;
            }
            restoreState(ahead);
            return true;
        }
        return input.incrementToken();
    }

    /** Returns the text of the next token without advancing; "" at the end of the text. */
    final String peek() throws IOException {
        AttributeSource.State current = captureState();
        if (!isAhead) {
            ahead = input.incrementToken() ? captureState() : null;
            isAhead = true;
        } else if (ahead != null) {
            restoreState(ahead);
        }
        String text = ahead == null ? "" : term.toString();
        restoreState(current);
        return text;
    }

    /** Returns whether the current token consists only of digits. */
    final boolean isNumber() {
        char[] letters = term.buffer();
        for (int i = 0; i < term.length(); i++) {
            if (letters[i] < '0' || letters[i] > '9') {
                return false;
            }
        }
        return term.length() > 0;
    }
}
