package io.odonym.index.build;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.TermFrequencyAttribute;

import java.util.Iterator;
import java.util.Map;

/** Hands Lucene tokens that are analysed already, each with the code of its weight as frequency. */
public final class WeightedTokenStream extends TokenStream {

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final TermFrequencyAttribute frequency = addAttribute(TermFrequencyAttribute.class);
    private Map<String, Integer> codes = Map.of();
    private Iterator<Map.Entry<String, Integer>> rest = codes.entrySet().iterator();

    /** The tokens to hand out from the next reset on. */
    public WeightedTokenStream with(Map<String, Integer> tokenCodes) {
        codes = tokenCodes;
        return this;
    }

    @Override
    public void reset() {
        rest = codes.entrySet().iterator();
    }

    @Override
    public boolean incrementToken() {
        if (!rest.hasNext()) {
            return false;
        }
        clearAttributes();
        Map.Entry<String, Integer> next = rest.next();
        term.append(next.getKey());
        frequency.setTermFrequency(next.getValue());
        return true;
    }
}
