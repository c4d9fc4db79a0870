package io.odonym.index.build;

import io.odonym.index.postings.TokenWeightCode;
import io.odonym.index.store.IndexSchema;
import io.odonym.model.JsonObject.JsonNull;
import io.odonym.model.Place;
import io.odonym.text.TextAnalysis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Splits places into tokens and assigns a weight code to each token. Thread-safe.
 *
 * <p>The tokens of cities, contexts and postcodes are cached, because many places share these
 * values.
 */
public final class PlaceTokenWeigher {

    /** The maximum number of cached values. The places of France have fewer distinct values. */
    private static final int MAX_CACHED_VALUES = 300_000;

    private final TextAnalysis text;
    private final Map<String, List<String>> tokensByValue = new ConcurrentHashMap<>();

    /** Creates an instance that uses the text analysis of the index. */
    public PlaceTokenWeigher(TextAnalysis text) {
        this.text = text;
    }

    /**
     * The tokens of a place.
     *
     * @param weightCodes the weight code of each token; see {@link TokenWeightCode}
     * @param minNameTokens the number of tokens of the shortest name; 0 if no name has tokens
     */
    public record WeightedTokens(Map<String, Integer> weightCodes, int minNameTokens) {}

    /**
     * Returns the tokens of a place with their weight codes. If a token occurs in several values,
     * it gets the code with the highest weight. If the weights are equal, it gets the code of the
     * first value.
     */
    public WeightedTokens weigh(Place place) {
        double importance = place.importance();
        boolean municipality = place.type().equals("municipality");
        Map<String, Integer> codes = new LinkedHashMap<>(32);
        int minNameTokens = Integer.MAX_VALUE;
        for (String key : IndexSchema.SEARCHED_KEYS) {
            boolean name = key.equals("name");
            for (Object value : place.attributes().list(key)) {
                if (value == JsonNull.NULL) {
                    continue;
                }
                List<String> tokens =
                        name ? text.tokens(value.toString()) : cachedTokens(value.toString());
                if (tokens.isEmpty()) {
                    continue;
                }
                if (name) {
                    minNameTokens = Math.min(minNameTokens, tokens.size());
                }
                int code = TokenWeightCode.encode(key, municipality, tokens.size());
                for (String token : tokens) {
                    codes.merge(
                            token,
                            code,
                            (known, other) ->
                                    TokenWeightCode.weight(other, importance)
                                                    > TokenWeightCode.weight(known, importance)
                                            ? other
                                            : known);
                }
            }
        }
        return new WeightedTokens(codes, minNameTokens == Integer.MAX_VALUE ? 0 : minNameTokens);
    }

    private List<String> cachedTokens(String value) {
        List<String> cached = tokensByValue.get(value);
        if (cached != null) {
            return cached;
        }
        List<String> tokens = text.tokens(value);
        if (tokensByValue.size() < MAX_CACHED_VALUES) {
            tokensByValue.put(value, tokens);
        }
        return tokens;
    }
}
