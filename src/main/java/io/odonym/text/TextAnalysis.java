package io.odonym.text;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * Splits the French address text of documents and queries into tokens. The tokens are the same as
 * those of addok 1.3.2 with addok-france 1.2.0 and addok-fr 1.1.0. Thread-safe, because each call
 * uses its own token pipeline from a pool.
 */
public final class TextAnalysis {

    /** The version of the analysis rules. Increment it with each change that affects tokens. */
    private static final int RULES_VERSION = 1;

    /** The number of stages that precede synonyms and phonetic encoding. */
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

    /** Returns an analysis with the standard synonyms. */
    public static TextAnalysis standard() {
        return new TextAnalysis(Synonyms.standard());
    }

    /** Returns an analysis with the given synonyms. */
    public static TextAnalysis with(Synonyms synonyms) {
        return new TextAnalysis(synonyms);
    }

    /** Returns the number of hits in the phonetic cache. */
    public long phoneticCacheHits() {
        return phoneticCache.hits();
    }

    /** Returns the number of misses in the phonetic cache. */
    public long phoneticCacheMisses() {
        return phoneticCache.misses();
    }

    /**
     * Returns the version of the rules and synonyms. An index that was built with a different
     * version is rejected.
     */
    public String version() {
        return RULES_VERSION + "-" + synonyms.checksum();
    }

    /**
     * Analyzes a query.
     *
     * @param limit the maximum length of the folded query, in characters
     * @throws TextLengthException if the folded query is longer
     */
    public AnalyzedQuery parse(String query, int limit) {
        String folded = AsciiFolding.fold(query);
        if (folded.length() > limit) {
            throw new TextLengthException(folded.length(), limit);
        }
        String address =
                QueryCleaner.withoutLeadingZeros(
                        QueryCleaner.clean(QueryCleaner.extractAddress(folded)));
        return new AnalyzedQuery(folded, fullPipelines.with(pipeline -> pipeline.run(address)));
    }

    /**
     * Returns the words of a folded word's synonym, such as "boulevard" for "bd". Returns the word
     * itself if it has no synonym.
     */
    public List<String> expand(String word) {
        List<String> synonym = synonyms.of(word);
        return synonym.isEmpty() ? List.of(word) : synonym;
    }

    /** Returns whether a folded word is a street type or the abbreviation of a street type. */
    public static boolean isStreetType(String word) {
        return StreetVocabulary.isType(word);
    }

    /**
     * Returns whether a folded word is a suffix of house numbers: "bis" to "sexies", or a single
     * letter.
     */
    public static boolean isNumberSuffix(String word) {
        return StreetVocabulary.isOrdinal(word);
    }

    /**
     * Removes leading zeros from the numbers of a folded query if at most three digits remain:
     * "007" becomes "7".
     */
    public static String withoutLeadingZeros(String folded) {
        return QueryCleaner.withoutLeadingZeros(folded);
    }

    /** Removes everything before the first house number that precedes a street type. */
    public static String fromHouseNumber(String folded) {
        return QueryCleaner.extractAddress(folded);
    }

    /** Returns the tokens of a field value of a document, in order and with repetitions. */
    public List<String> tokens(String value) {
        return fullPipelines.with(pipeline -> pipeline.texts(value));
    }

    /**
     * Returns the lookup key of a house number, which is the concatenation of its tokens. The key
     * of "12 bis" is "12b", and the key of "12" is "douz".
     */
    public String houseNumberKey(String number) {
        return String.join("", tokens(number));
    }

    /**
     * Returns the concatenated tokens of a house number before synonyms and phonetic encoding are
     * applied. For example, "12 bis" becomes "12b", and "12" remains "12".
     */
    public String houseNumberWord(String number) {
        List<String> words = wordPipelines.with(pipeline -> pipeline.texts(number));
        return String.join("", words);
    }

    /**
     * The result of one stage of the analysis, for explanations.
     *
     * @param name addok's name of the stage
     * @param tokens the whole text as one element, or its tokens, with the house number marked
     */
    public record Stage(String name, List<String> tokens) {}

    /** Returns the results of all stages for a query, in order. */
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

    /** A pool of idle token pipelines. */
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
