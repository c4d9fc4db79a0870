package io.odonym.index.build;

import io.odonym.index.postings.TokenWeight;
import io.odonym.index.store.IndexSchema;
import io.odonym.model.Attributes.JsonNull;
import io.odonym.model.Place;
import io.odonym.text.TextAnalysis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tokens of places with the code of their weight.
 *
 * <p>Cities, contexts and postcodes come back with every street, so their tokens are remembered.
 */
public final class TokenWeights {

    /** More distinct values than all of France has; beyond it values are analysed anew. */
    private static final int REMEMBERED_VALUES = 300_000;

    private final TextAnalysis text;
    private final Map<String, List<String>> remembered = new ConcurrentHashMap<>();

    public TokenWeights(TextAnalysis text) {
        this.text = text;
    }

    /**
     * What the index holds of a place.
     *
     * @param codes the code of each token's weight
     * @param nameTokens how many tokens the shortest name has
     */
    public record Tokens(Map<String, Integer> weightCodes, int minNameTokens) {}

    /**
     * The tokens of a place; the largest weight wins where several values hold a token, the first
     * among equals.
     */
    public Tokens weigh(Place place) {
        double importance = place.importance();
        boolean municipality = place.type().equals("municipality");
        Map<String, Integer> codes = new LinkedHashMap<>(32);
        int nameTokens = Integer.MAX_VALUE;
        for (String key : IndexSchema.SEARCHED_KEYS) {
            boolean name = key.equals("name");
            for (Object value : place.attributes().list(key)) {
                if (value == JsonNull.NULL) {
                    continue;
                }
                List<String> tokens =
                        name ? text.tokens(value.toString()) : remember(value.toString());
                if (tokens.isEmpty()) {
                    continue;
                }
                if (name) {
                    nameTokens = Math.min(nameTokens, tokens.size());
                }
                int code = TokenWeight.encode(key, municipality, tokens.size());
                for (String token : tokens) {
                    codes.merge(
                            token,
                            code,
                            (known, other) ->
                                    TokenWeight.weight(other, importance)
                                                    > TokenWeight.weight(known, importance)
                                            ? other
                                            : known);
                }
            }
        }
        return new Tokens(codes, nameTokens == Integer.MAX_VALUE ? 0 : nameTokens);
    }

    private List<String> remember(String value) {
        List<String> known = remembered.get(value);
        if (known != null) {
            return known;
        }
        List<String> tokens = text.tokens(value);
        if (remembered.size() < REMEMBERED_VALUES) {
            remembered.put(value, tokens);
        }
        return tokens;
    }
}
