package io.odonym.benchmarks;

import io.odonym.collect.Bucket;
import io.odonym.collect.CollectionContext;
import io.odonym.collect.CollectorListener;
import io.odonym.collect.Collectors;
import io.odonym.collect.QueryTerms;
import io.odonym.geocode.Filters;
import io.odonym.geocode.GeocodeResponse;
import io.odonym.geocode.GeocoderOptions;
import io.odonym.geocode.ReloadableGeocoder;
import io.odonym.geocode.SearchRequest;
import io.odonym.http.api.GeoCodeJsonWriter;
import io.odonym.index.AddressIndex;
import io.odonym.index.IndexLookup;
import io.odonym.index.places.StoredPlaceReader;
import io.odonym.rank.CandidateRanker;
import io.odonym.rank.HouseNumberResultPolicy;
import io.odonym.rank.RequestedHouseNumber;
import io.odonym.rank.ScoredCandidate;
import io.odonym.telemetry.PhaseRecorder;
import io.odonym.text.AnalyzedQuery;
import io.odonym.text.TextAnalysis;
import io.odonym.threads.Deadline;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Measures each part of a search separately with the requests of the {@link Mix}.
 *
 * <p>The inputs of all parts except {@link #text} are prepared for the first {@value #PREPARED}
 * requests. {@link #collect} includes some ranking, because some collectors use the scores of the
 * candidates.
 *
 * <p>usage: java -jar benchmarks/target/benchmarks.jar PartsBenchmark -p index=DIR -p
 * data=DATA.ndjson[.gz]
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "-Xmx512m", "-XX:+UseParallelGC"})
@Warmup(iterations = 3, time = 4)
@Measurement(iterations = 4, time = 4)
public class PartsBenchmark {

    private static final int PREPARED = 2_000;
    private static final GeocoderOptions OPTIONS = GeocoderOptions.ADDOK;

    /** The folder of the index. */
    @Param("index")
    public String index;

    /** The BAN addok export that the index was built from. */
    @Param("data.ndjson")
    public String data;

    private final TextAnalysis text = TextAnalysis.standard();
    private final Bucket bucket = new Bucket();
    private final GeoCodeJsonWriter json = new GeoCodeJsonWriter("BAN", "Licence Ouverte 2.0");
    private AddressIndex snapshot;
    private IndexLookup lookup;
    private CandidateRanker ranking;
    private List<SearchRequest> mix;
    private List<Prepared> prepared;
    private int next;

    /** A request with the inputs of each part. */
    private record Prepared(
            SearchRequest request,
            AnalyzedQuery parsed,
            int[] candidates,
            GeocodeResponse answer) {}

    /** Opens the index, creates the requests, and prepares the inputs of the parts. */
    @Setup
    public void open() throws IOException {
        mix = Mix.of(Path.of(data));
        snapshot = AddressIndex.open(Path.of(index), text);
        lookup = snapshot.newLookup();
        ranking = new CandidateRanker(lookup);
        prepared = new ArrayList<>();
        try (ReloadableGeocoder geocoder = ReloadableGeocoder.open(Path.of(index))) {
            for (SearchRequest request : mix.subList(0, PREPARED)) {
                AnalyzedQuery parsed = text.parse(request.query(), OPTIONS.maxQueryLength());
                gather(request, parsed);
                int[] candidates = new int[bucket.size()];
                for (int i = 0; i < candidates.length; i++) {
                    candidates[i] = bucket.document(i);
                }
                prepared.add(new Prepared(request, parsed, candidates, geocoder.search(request)));
            }
        }
    }

    /** Closes the index. */
    @TearDown
    public void close() throws IOException {
        snapshot.close();
    }

    private void start(SearchRequest request, AnalyzedQuery parsed) {
        ranking.start(
                parsed.folded(),
                request.autocomplete(),
                RequestedHouseNumber.of(parsed.tokens()),
                HouseNumberResultPolicy.of(request.filters().values()));
    }

    private void gather(SearchRequest request, AnalyzedQuery parsed) {
        start(request, parsed);
        QueryTerms query =
                QueryTerms.of(
                        parsed.tokens(),
                        lookup,
                        OPTIONS.limits(),
                        request.limit(),
                        request.autocomplete(),
                        Optional.empty(),
                        Optional.empty());
        new CollectionContext(
                        query, lookup, OPTIONS.limits(), ranking, CollectorListener.NONE, bucket)
                .run(Collectors.ADDOK, Deadline.after(OPTIONS.timeout()), new PhaseRecorder());
    }

    private Prepared next() {
        next = next + 1 < prepared.size() ? next + 1 : 0;
        return prepared.get(next);
    }

    /** Analyzes a query. */
    @Benchmark
    public AnalyzedQuery text() {
        next = next + 1 < mix.size() ? next + 1 : 0;
        return text.parse(mix.get(next).query(), OPTIONS.maxQueryLength());
    }

    /** Collects the candidates of a query. */
    @Benchmark
    public int collect() {
        Prepared one = next();
        gather(one.request(), one.parsed());
        return bucket.size();
    }

    /** Ranks the candidates of a query, including house numbers. */
    @Benchmark
    public ScoredCandidate[] rank() {
        Prepared one = next();
        start(one.request(), one.parsed());
        bucket.clear();
        for (int document : one.candidates()) {
            bucket.add(document);
        }
        ranking.rankAll(bucket);
        return ranking.best(one.request().limit());
    }

    /** Finds a house number in the packed house numbers of the candidates. */
    @Benchmark
    public int houseNumbers() {
        Prepared one = next();
        int found = 0;
        Optional<RequestedHouseNumber> wanted = RequestedHouseNumber.of(one.parsed().tokens());
        if (wanted.isPresent()) {
            RequestedHouseNumber number = wanted.get();
            for (int document : one.candidates()) {
                int at =
                        lookup.storedPlaces()
                                .houseNumbers(document)
                                .find(number.number(), number.suffix(), number.key());
                found += at == StoredPlaceReader.NO_NUMBER ? 0 : 1;
            }
        }
        return found;
    }

    /** Writes the response as JSON. */
    @Benchmark
    public byte[] json() {
        Prepared one = next();
        return json.write(
                one.answer(),
                Optional.of(one.request().query()),
                Filters.NONE,
                Optional.empty(),
                one.request().limit());
    }
}
