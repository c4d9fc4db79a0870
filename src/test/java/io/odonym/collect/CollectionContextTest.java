package io.odonym.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.odonym.index.terms.ConjunctionClause;
import io.odonym.index.terms.IndexedTerm;
import io.odonym.telemetry.PhaseRecorder;
import io.odonym.threads.Deadline;
import io.odonym.threads.SearchTimeoutException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

class CollectionContextTest {

    private static final CollectionFixture INDEX = CollectionFixture.get();
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final PhaseRecorder phases = new PhaseRecorder();

    /** A collector that runs a piece of code. */
    private record Step(String name, Predicate<CollectionContext> code) implements Collector {

        @Override
        public boolean collect(CollectionContext context) {
            return code.test(context);
        }
    }

    private static IndexedTerm term(String text) {
        return INDEX.lookup().findTerm(text).orElseThrow();
    }

    private static List<ConjunctionClause> keys(String... terms) {
        List<ConjunctionClause> keys = new ArrayList<>();
        for (String text : terms) {
            keys.add(term(text));
        }
        return keys;
    }

    private List<String> recordedPhases() {
        return IntStream.range(0, phases.size())
                .mapToObj(i -> phases.title(i) + ": " + phases.candidates(i))
                .toList();
    }

    @Test
    void startsWithAnEmptyBucketAndTheTermsOfTheQuery() {
        CollectionContext context = INDEX.search("rue du port xyzzy").context();

        assertThat(context.isBucketEmpty()).isTrue();
        assertThat(context.terms()).hasToString("[xizi, por, ru, du]");
        assertThat(context.meaningful()).hasToString("[por, du]");
        assertThat(context.unknown()).hasToString("[xizi]");
        assertThat(context.keys()).isEmpty();
    }

    @Test
    void doesNotChangeTheTermsOfTheQuery() {
        CollectionContext context = INDEX.search("rue du port").context();

        context.meaningful().clear();
        context.terms().clear();

        assertThat(context.query().meaningful()).hasToString("[por, du]");
        assertThat(context.query().terms()).hasToString("[por, ru, du]");
    }

    @Test
    void runsCollectorsUntilOneEndsTheCollection() {
        CollectionFixture.Search search = INDEX.search("port");

        search.context()
                .run(
                        List.of(
                                new Step("idle", _ -> false),
                                new Step("lookup", this::addPort),
                                new Step("end", _ -> true),
                                new Step("late", this::addPort)),
                        Deadline.after(TIMEOUT),
                        phases);

        assertThat(search.listenerCalls())
                .containsExactly(
                        "idle ended: 0", "add [por]: 3", "lookup ended: 3", "end ended: 3");
        assertThat(recordedPhases()).containsExactly("lookup: 3", "end: 3");
    }

    private boolean addPort(CollectionContext context) {
        context.addToBucket(keys("por"));
        return false;
    }

    @Test
    void recordsEachUseOfTheIndex() {
        INDEX.search("port")
                .context()
                .run(
                        List.of(
                                new Step("bucket", context -> !context.isBucketEmpty()),
                                new Step("lookup", context -> context.lookup() == null),
                                new Step(
                                        "cooccur",
                                        context -> !context.cooccur(term("por"), term("ru"))),
                                new Step("intersect", this::replaceByNothing)),
                        Deadline.after(TIMEOUT),
                        phases);

        assertThat(recordedPhases()).containsExactly("lookup: 0", "cooccur: 0", "intersect: 0");
    }

    private boolean replaceByNothing(CollectionContext context) {
        context.replaceBucket(List.of());
        return false;
    }

    @Test
    void measuresTheDurationOfEachCollector() {
        List<Long> durations = new ArrayList<>();
        CollectorListener listener =
                new CollectorListener() {
                    @Override
                    public boolean isEnabled() {
                        return true;
                    }

                    @Override
                    public void onLookup(String action, List<?> keys, int candidates) {}

                    @Override
                    public void onCollectorEnd(String name, int candidates, long nanoseconds) {
                        durations.add(nanoseconds);
                    }
                };
        QueryTerms query = INDEX.search("port").terms();
        long begin = System.nanoTime();

        new CollectionContext(
                        query,
                        INDEX.lookup(),
                        CollectionFixture.LIMITS,
                        _ -> 0,
                        listener,
                        new Bucket())
                .run(
                        List.of(new Step("first", this::addPort), new Step("second", _ -> true)),
                        Deadline.after(TIMEOUT),
                        phases);

        long elapsed = System.nanoTime() - begin;
        assertThat(durations).hasSize(2).allSatisfy(each -> assertThat(each).isNotNegative());
        assertThat(durations.stream().mapToLong(Long::longValue).sum())
                .isLessThanOrEqualTo(elapsed);
        assertThat(phases.nanoseconds(0)).isEqualTo(durations.getFirst());
        assertThat(phases.start(1)).isEqualTo(phases.start(0) + phases.nanoseconds(0));
    }

    @Test
    void doesNotCallADisabledListener() {
        CollectorListener disabled = CollectorListener.NONE;
        disabled.onLookup("add", List.of(), 0);
        disabled.onCollectorEnd("name", 0, 0);

        assertThat(disabled.isEnabled()).isFalse();
    }

    @Test
    void throwsAfterTheTimeout() {
        CollectionContext context = INDEX.search("port").context();

        assertThatExceptionOfType(SearchTimeoutException.class)
                .isThrownBy(
                        () ->
                                context.run(
                                        List.of(new Step("slow", this::addPort)),
                                        Deadline.after(Duration.ofMillis(-1)),
                                        phases))
                .withMessage("The search took longer than -1 ms.");
    }

    @Test
    void doesNotThrowAfterTheCollectionHasEnded() {
        CollectionContext context = INDEX.search("port").context();

        assertThatNoException()
                .isThrownBy(
                        () ->
                                context.run(
                                        List.of(new Step("end", _ -> true)),
                                        Deadline.after(Duration.ofMillis(-1)),
                                        phases));
    }

    @Test
    void addsAsManyDocumentsAsTheBucketHasRoomFor() {
        CollectionContext context =
                INDEX.search("rue").candidates("Amiens", "Rue du Port Brest").context();

        context.addToBucket(keys("ru"));

        assertThat(context.bucket().size()).isEqualTo(CollectionFixture.LIMITS.bucketMax());
    }

    /** addok treats a limit of zero or less as no limit. */
    @ParameterizedTest
    @CsvSource({"-1, 6", "0, 6", "1, 1", "4, 4", "7, 7"})
    void treatsALimitThatIsNotPositiveAsTheMaximum(int limit, int added) {
        CollectionContext context = INDEX.search("rue").context();

        context.addToBucket(keys("ru"), limit);

        assertThat(context.bucket().size()).isEqualTo(added);
    }

    @ParameterizedTest
    @CsvSource({"2, 6", "6, 6", "9, 9"})
    void replacesTheBucketByAsManyDocumentsAsTheRequestAsksFor(int limit, int size) {
        CollectionContext context = INDEX.search("rue").limit(limit).candidates("Amiens").context();

        context.replaceBucket(keys("ru"));

        assertThat(context.bucket().size()).isEqualTo(size);
        assertThat(context.bucket().contains(INDEX.document("Amiens"))).isFalse();
    }

    @Test
    void appendsTheFilterToTheKeysOnce() {
        CollectionContext context = INDEX.search("port").filter("postcode=29200").context();
        List<ConjunctionClause> keys = keys("por");

        context.addToBucket(keys);
        context.addToBucket(keys);

        assertThat(keys).hasToString("[por, postcode=29200]");
        assertThat(INDEX.ids(context.bucket())).containsExactly("Rue du Port Brest");
    }

    @Test
    void findsNothingWithoutKeys() {
        CollectionContext context = INDEX.search("").filter("type=street").context();

        context.addToBucket(new ArrayList<>());

        assertThat(context.isBucketEmpty()).isTrue();
    }

    /** The second lookup reuses the result of the first one only if both have the same keys. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # keys of the first lookup | keys of the second | candidates
                    por ru | ru por | Rue du Port Amiens, Rue du Port Brest
                    por ru | por | Rue du Port Amiens, Rue du Port Brest, Quai du Port Amiens
                    por | por ru | Quai du Port Amiens, Rue du Port Amiens, Rue du Port Brest
                    por ru | por kai | Rue du Port Amiens, Rue du Port Brest, Quai du Port Amiens
                    """)
    void repeatsALookupCorrectly(String first, String second, String candidates) {
        CollectionContext context = INDEX.search("port").context();

        context.replaceBucket(keys(first.split(" ")));
        context.addToBucket(keys(second.split(" ")));

        assertThat(String.join(", ", INDEX.ids(context.bucket()))).isEqualTo(candidates);
    }

    @Test
    void doesNotReuseATruncatedResult() {
        CollectionContext context = INDEX.search("port").context();

        context.replaceBucket(keys("por"), 2);
        context.addToBucket(keys("por"));

        assertThat(context.bucket().size()).isEqualTo(3);
    }

    @Test
    void doesNotReuseAResultThatIsLargerThanTheLimit() {
        CollectionContext context = INDEX.search("port").context();

        context.replaceBucket(keys("por"), 4);
        context.bucket().clear();
        context.addToBucket(keys("por"), 2);

        assertThat(context.bucket().size()).isEqualTo(2);
    }

    @Test
    void addsScannedDocuments() {
        CollectionFixture.Search search = INDEX.search("port");
        CollectionContext context = search.context();

        context.addScanned(new int[] {INDEX.document("Amiens")}, keys("amien"));

        assertThat(INDEX.ids(context.bucket())).containsExactly("Amiens");
        assertThat(search.listenerCalls()).containsExactly("scan [amien]: 1");
    }

    @ParameterizedTest
    @CsvSource({
        "por, ru, true",
        "ru, por, true",
        "por, lila, false",
        "lila, por, false",
        "pari, lila, true",
        "lion, lila, false"
    })
    void knowsWhichTermsShareADocument(String first, String second, boolean expected) {
        CollectionContext context = INDEX.search("port").context();

        assertThat(context.cooccur(term(first), term(second))).isEqualTo(expected);
        assertThat(context.cooccur(term(second), term(first))).isEqualTo(expected);
        assertThat(context.cooccur(term("por"), term("brest"))).isTrue();
        assertThat(context.cooccur(term("lion"), term("brest"))).isFalse();
    }

    @Test
    void makesTheMeaningfulTermsTheKeys() {
        CollectionContext context = INDEX.search("rue du port").context();

        context.setKeysToMeaningful();

        assertThat(context.keys()).isEqualTo(keys("por", "du"));
    }
}
