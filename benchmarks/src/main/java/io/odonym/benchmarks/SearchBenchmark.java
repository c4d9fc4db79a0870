package io.odonym.benchmarks;

import io.odonym.geocode.GeocodeResponse;
import io.odonym.geocode.ReloadableGeocoder;
import io.odonym.geocode.SearchRequest;

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
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Measures searches of the {@link Mix} on one thread.
 *
 * <p>usage: java -jar benchmarks/target/benchmarks.jar SearchBenchmark -p index=DIR -p
 * data=DATA.ndjson[.gz]
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "-Xmx512m", "-XX:+UseParallelGC"})
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 4, time = 5)
public class SearchBenchmark {

    /** The folder of the index. */
    @Param("index")
    public String index;

    /** The BAN addok export that the index was built from. */
    @Param("data.ndjson")
    public String data;

    private ReloadableGeocoder geocoder;
    private List<SearchRequest> mix;
    private int next;

    /** Opens the index and creates the requests. */
    @Setup
    public void open() throws IOException {
        mix = Mix.of(Path.of(data));
        geocoder = ReloadableGeocoder.open(Path.of(index));
    }

    /** Closes the index. */
    @TearDown
    public void close() throws IOException {
        geocoder.close();
    }

    /** Runs one search of the mix. */
    @Benchmark
    public GeocodeResponse search() {
        next = next + 1 < mix.size() ? next + 1 : 0;
        return geocoder.search(mix.get(next));
    }
}
