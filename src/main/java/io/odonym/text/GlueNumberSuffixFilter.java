package io.odonym.text;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.util.AttributeSource;

import java.io.IOException;

/**
 * Joins a number and its suffix if a street type follows or the text ends: "3 bis rue" becomes
 * "3bis rue" (addok-france 1.2.0, glue_ordinal).
 *
 * <p>Like addok, drops a number of at most four digits if another such number and a further token
 * follow.
 */
final class GlueNumberSuffixFilter extends LookAheadFilter {

    private static final int MAX_DIGITS = 4;

    private AttributeSource.State afterNumber;

    GlueNumberSuffixFilter(TokenStream input) {
        super(input);
    }

    @Override
    public void reset() throws IOException {
        super.reset();
        afterNumber = null;
    }

    @Override
    public boolean incrementToken() throws IOException {
        if (afterNumber != null) {
            restoreState(afterNumber);
            afterNumber = null;
            return true;
        }
        if (!next()) {
            return false;
        }
        AttributeSource.State number = null;
        String digits = "";
        while (isShortNumber() && !peek().isEmpty()) {
            number = captureState();
            digits = term.toString();
            next();
        }
        if (number == null) {
            return true;
        }
        if (StreetVocabulary.isOrdinal(StreetVocabulary.leadingWord(term))
                && typeOrNothingFollows()) {
            // Folding may insert spaces into a token such as "a½". addok removes these spaces.
            String glued = digits + term.toString().replace(" ", "");
            restoreState(number);
            term.setEmpty().append(glued);
        } else {
            afterNumber = captureState();
            restoreState(number);
        }
        return true;
    }

    private boolean isShortNumber() {
        return term.length() <= MAX_DIGITS && isNumber();
    }

    private boolean typeOrNothingFollows() throws IOException {
        String following = peek();
        return following.isEmpty()
                || StreetVocabulary.isType(StreetVocabulary.leadingWord(following));
    }
}
