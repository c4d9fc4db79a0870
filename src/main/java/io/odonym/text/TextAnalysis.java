package io.odonym.text;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * Analyzes French address text of documents and queries into the same tokens as addok 1.3.2 with
 * addok-france 1.2.0 and addok-fr 1.1.0. Thread-safe: each call uses a token pipeline from a pool.
 */
public final class TextAnalysis {

    /** Version of the rules, incremented by every change that affects tokens. */
    private static final int RULES_VERSION = 1;

    /** Number of stages before synonyms and phonetic encoding. */
    private static final int WORD_STAGES = 4;

    private final Synonyms synonyms;
    private final PhoneticCache phoneticCache = new PhoneticCache();
    private final List<FrenchAddressAnalyzer.Stage> stages;
    private final Pool fullPipelines;
    private final Pool wordPipelines;

    private TextAnalysis(Synonyms synonyms) {
        this.synonyms = synonyms;
        this.stages = FrenchAddressAnalyzer.stages(synonyms, phoneticCache);
        this.fullPipelines = new Pool(stages.size());
        this.wordPipelines = new Pool(WORD_STAGES);
    }

    /** The analysis with the default synonyms. */
    public static TextAnalysis standard() {
        return new TextAnalysis(Synonyms.standard());
    }

    /** The analysis with other synonyms. */
    public static TextAnalysis with(Synonyms synonyms) {
        return new TextAnalysis(synonyms);
    }

    /** The number of phonetic cache hits. */
    public long phoneticCacheHits() {
        return phoneticCache.hits();
    }

    /** The number of phonetic cache misses. */
    public long phoneticCacheMisses() {
        return phoneticCache.misses();
    }

    /** The version of rules and synonyms; an index of another version is rejected. */
    public String version() {
        return RULES_VERSION + "-" + synonyms.checksum();
    }

    /**
     * Analyzes a query.
     *
     * @param limit maximum length of the folded query, in characters
     * @throws QueryTooLongException if the folded query is longer
     */
    public AnalyzedQuery parse(String query, int limit) {
        String folded = AsciiFolding.fold(query);
        if (folded.length() > limit) {
            throw new QueryTooLongException(folded.length(), limit);
        }
        String address =
                QueryCleaner.withoutLeadingZeros(
                        QueryCleaner.clean(QueryCleaner.extractAddress(folded)));
        return new AnalyzedQuery(folded, fullPipelines.with(pipeline -> pipeline.run(address)));
    }

    /** The words of a folded word's synonym ("bd": "boulevard"), or the word itself. */
    public List<String> expand(String word) {
        List<String> synonym = synonyms.of(word);
        return synonym.isEmpty() ? List.of(word) : synonym;
    }

    /** Whether a folded word is a street type or its abbreviation. */
    public static boolean isStreetType(String word) {
        return StreetTypes.isType(word);
    }

    /** Whether a folded word is a suffix of house numbers: "bis" to "sexies", or one letter. */
    public static boolean isNumberSuffix(String word) {
        return StreetTypes.isOrdinal(word);
    }

    /** Removes post boxes, CEDEX, floors and leading zeros from a folded query. */
    public static String cleaned(String folded) {
        return QueryCleaner.withoutLeadingZeros(QueryCleaner.clean(folded));
    }

    /** Removes everything before the first house number that precedes a street type. */
    public static String fromHouseNumber(String folded) {
        return QueryCleaner.extractAddress(folded);
    }

    /** The tokens of a document's value, in order and with repetitions. */
    public List<String> tokens(String value) {
        return fullPipelines.with(pipeline -> pipeline.texts(value));
    }

    /** The lookup key of a house number: its tokens joined ("12 bis": "12b", "12": "douz"). */
    public String houseNumberKey(String number) {
        return String.join("", tokens(number));
    }

    /**
     * A house number before synonyms and phonetic encoding, joined ("12 bis": "12b", "12": "12").
     */
    public String houseNumberWord(String number) {
        List<String> words = wordPipelines.with(pipeline -> pipeline.texts(number));
        return String.join("", words);
    }

    /**
     * The result of a stage, for explanations.
     *
     * @param name addok's name of the stage
     * @param tokens the whole text or its tokens; the house number is marked
     */
    public record Stage(String name, List<String> tokens) {}

    /** The results of all stages for a query, in order. */
    public List<Stage> explain(String query) {
        List<Stage> explained = new ArrayList<>();
        String text = AsciiFolding.fold(query);
        explained.add(new Stage("fold", List.of(text)));
        text = QueryCleaner.extractAddress(text);
        explained.add(new Stage("extract_address", List.of(text)));
        text = QueryCleaner.clean(text);
        explained.add(new Stage("clean_query", List.of(text)));
        text = QueryCleaner.withoutLeadingZeros(text);
        explained.add(new Stage("remove_leading_zeros", List.of(text)));
        for (int count = 0; count <= stages.size(); count++) {
            List<String> tokens =
                    new TokenPipeline(stages, count)
                            .run(text).stream()
                                    .map(
                                            token ->
                                                    token.houseNumber()
                                                            ? token.text() + " (house number)"
                                                            : token.text())
                                    .toList();
            explained.add(
                    new Stage(count == 0 ? "tokenize" : stages.get(count - 1).name(), tokens));
        }
        return explained;
    }

    /** A pool of idle pipelines. */
    private final class Pool {

        private final int count;
        private final ConcurrentLinkedQueue<TokenPipeline> idle = new ConcurrentLinkedQueue<>();

        Pool(int count) {
            this.count = count;
        }

        <T> T with(Function<TokenPipeline, T> work) {
            TokenPipeline pooled = idle.poll();
            TokenPipeline pipeline = pooled != null ? pooled : new TokenPipeline(stages, count);
            T result = work.apply(pipeline);
            idle.offer(pipeline);
            return result;
        }
    }
}
