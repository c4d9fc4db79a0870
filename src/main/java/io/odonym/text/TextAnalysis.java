package io.odonym.text;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * French address text, for documents and for queries: the same tokens as addok 1.3.2's with
 * addok-france 1.2.0 and addok-fr 1.1.0.
 *
 * <p>For any number of threads; pipelines are lent from a pool.
 */
public final class TextAnalysis {

    /** Raised whenever a rule changes what tokens come out. */
    private static final int RULES_VERSION = 1;

    /** The stages before synonyms and phonetics. */
    private static final int WORD_STAGES = 4;

    private final Synonyms synonyms;
    private final PhoneticCache sounds = new PhoneticCache();
    private final List<FrenchAddressAnalyzer.Stage> stages;
    private final Pool whole;
    private final Pool toWords;

    private TextAnalysis(Synonyms synonyms) {
        this.synonyms = synonyms;
        this.stages = FrenchAddressAnalyzer.stages(synonyms, sounds);
        this.whole = new Pool(stages.size());
        this.toWords = new Pool(WORD_STAGES);
    }

    /** With the synonyms that come with the program. */
    public static TextAnalysis standard() {
        return new TextAnalysis(Synonyms.standard());
    }

    /** With other synonyms. */
    public static TextAnalysis with(Synonyms synonyms) {
        return new TextAnalysis(synonyms);
    }

    /** How many words' sounds were remembered so far. */
    public long soundsRemembered() {
        return sounds.hits();
    }

    /** How many words' sounds had to be worked out so far. */
    public long soundsWorkedOut() {
        return sounds.misses();
    }

    /** Identifies rules and synonyms; an index made with another version is refused. */
    public String version() {
        return RULES_VERSION + "-" + synonyms.checksum();
    }

    /**
     * The analysis of a query.
     *
     * @param limit how many characters the folded query may have
     * @throws QueryTooLongException where it has more
     */
    public AnalyzedQuery parse(String query, int limit) {
        String folded = AsciiFolding.fold(query);
        if (folded.length() > limit) {
            throw new QueryTooLongException(folded.length(), limit);
        }
        String address =
                QueryCleaner.withoutLeadingZeros(
                        QueryCleaner.clean(QueryCleaner.extractAddress(folded)));
        return new AnalyzedQuery(folded, whole.with(pipeline -> pipeline.run(address)));
    }

    /**
     * What a folded word stands for: "bd" for "boulevard"; the word itself where it is no synonym.
     */
    public List<String> meaning(String word) {
        List<String> meaning = synonyms.of(word);
        return meaning.isEmpty() ? List.of(word) : meaning;
    }

    /** Whether a folded word is a kind of street or its abbreviation. */
    public static boolean isStreetType(String word) {
        return StreetTypes.isType(word);
    }

    /** Whether a folded word is the suffix of a house number: "bis" and its like, or one letter. */
    public static boolean isNumberSuffix(String word) {
        return StreetTypes.isOrdinal(word);
    }

    /** A folded query without post boxes, CEDEX, floors and leading zeros. */
    public static String cleaned(String folded) {
        return QueryCleaner.withoutLeadingZeros(QueryCleaner.clean(folded));
    }

    /** A folded query from its first house number before a kind of street on. */
    public static String fromHouseNumber(String folded) {
        return QueryCleaner.extractAddress(folded);
    }

    /** The tokens of one value of a document, in order, repetitions included. */
    public List<String> tokens(String value) {
        return whole.with(pipeline -> pipeline.texts(value));
    }

    /**
     * The key under which a house number is found: its tokens in one word ("12 bis" gives "12b",
     * "12" gives "douz").
     */
    public String houseNumberKey(String number) {
        return String.join("", tokens(number));
    }

    /**
     * The house number before synonyms and phonetics, in one word ("12 bis" gives "12b", "12" gives
     * "12").
     */
    public String houseNumberWord(String number) {
        List<String> words = toWords.with(pipeline -> pipeline.texts(number));
        return String.join("", words);
    }

    /**
     * A text or its tokens after a stage.
     *
     * @param name the stage's name, which is addok's
     * @param tokens the text as a whole, or each token; the house number is marked
     */
    public record Stage(String name, List<String> tokens) {}

    /** A query after every stage, in order. */
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

    /** Pipelines that no thread uses at the moment. */
    private final class Pool {

        private final int count;
        private final ConcurrentLinkedQueue<TokenPipeline> idle = new ConcurrentLinkedQueue<>();

        Pool(int count) {
            this.count = count;
        }

        <T> T with(Function<TokenPipeline, T> work) {
            TokenPipeline lent = idle.poll();
            TokenPipeline pipeline = lent != null ? lent : new TokenPipeline(stages, count);
            T result = work.apply(pipeline);
            idle.offer(pipeline);
            return result;
        }
    }
}
