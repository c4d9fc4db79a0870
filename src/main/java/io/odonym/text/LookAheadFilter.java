package io.odonym.text;

import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.util.AttributeSource;

import java.io.IOException;

/** A filter with one token of look-ahead. */
abstract class LookAheadFilter extends TokenFilter {

    final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    final AddressAttribute address = addAttribute(AddressAttribute.class);
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

    /** Advances to the next token. */
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

    /** The text of the next token, "" at the end. The current token does not change. */
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

    /** Whether the current token consists of digits only. */
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
