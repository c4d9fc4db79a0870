package io.odonym.index.build;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.TermFrequencyAttribute;

import java.util.Iterator;
import java.util.Map;

/**
 * A token stream over tokens that have already been analysed. The term frequency of each token is
 * its weight code.
 */
public final class WeightedTokenStream extends TokenStream {

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final TermFrequencyAttribute frequency = addAttribute(TermFrequencyAttribute.class);
    private final Map<String, Integer> weightCodes;
    private Iterator<Map.Entry<String, Integer>> remaining;

    /**
     * Creates a stream of tokens.
     *
     * @param weightCodes the weight code of each token
     */
    public WeightedTokenStream(Map<String, Integer> weightCodes) {
        this.weightCodes = weightCodes;
        this.remaining = weightCodes.entrySet().iterator();
    }

    @Override
    public void reset() {
        remaining = weightCodes.entrySet().iterator();
    }

    @Override
    public boolean incrementToken() {
        if (!remaining.hasNext()) {
            return false;
        }
        clearAttributes();
        Map.Entry<String, Integer> next = remaining.next();
        term.append(next.getKey());
        frequency.setTermFrequency(next.getValue());
        return true;
    }
}
