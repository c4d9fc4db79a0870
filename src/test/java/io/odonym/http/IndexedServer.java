package io.odonym.http;

import io.odonym.configuration.Configuration;
import io.odonym.geocode.ReloadableGeocoder;
import io.odonym.index.build.ImportListener;
import io.odonym.index.build.ImportRequest;
import io.odonym.index.build.Importer;
import io.odonym.testing.HttpTestClient;
import io.odonym.testing.TemporaryFolder;
import io.odonym.text.TextAnalysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server over an index that is built for a test, on a free port, and a client for it. */
public final class IndexedServer implements AutoCloseable {

    private final ReloadableGeocoder geocoder;
    private final GeocodingServer server;
    private final HttpTestClient client;

    private IndexedServer(ReloadableGeocoder geocoder, Map<String, String> environment) {
        this.geocoder = geocoder;
        this.server = startAnother(environment);
        this.client = HttpTestClient.of(server.port());
    }

    /**
     * Builds an index and serves it.
     *
     * @param input a file or a folder of addresses
     * @param index the folder of the index, which must not exist
     * @param environment the configuration, as environment variables
     */
    public static IndexedServer start(Path input, Path index, Map<String, String> environment)
            throws IOException, InterruptedException {
        build(input, index);
        return new IndexedServer(ReloadableGeocoder.open(index), environment);
    }

    /**
     * Serves {@code index-data}, the data set of the project. Its index is built once per JVM and
     * is read-only.
     *
     * @param environment the configuration, as environment variables
     */
    public static IndexedServer overIndexData() throws IOException {
        return new IndexedServer(ReloadableGeocoder.open(indexData()), Map.of());
    }

    /** Returns the folder of the index that {@link #overIndexData} serves. */
    public static Path indexData() {
        return SharedIndex.FOLDER;
    }

    private static void build(Path input, Path index) throws IOException, InterruptedException {
        Importer.run(
                new ImportRequest(List.of(input), index, 0, 2),
                TextAnalysis.standard(),
                ImportListener.NO_OP);
    }

    /** Builds the index of {@code index-data} when it is first needed. */
    private static final class SharedIndex {
        static final Path FOLDER = build();

        private static Path build() {
            try {
                Path index = TemporaryFolder.untilExit("index-data").resolve("index");
                IndexedServer.build(Path.of("index-data"), index);
                return index;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Starts another server over the same index; the caller closes it. */
    public GeocodingServer startAnother(Map<String, String> environment) {
        return GeocodingServer.start(
                geocoder,
                Configuration.read(environment, Optional.empty()).listeningOn("127.0.0.1", 0));
    }

    public int port() {
        return server.port();
    }

    public HttpTestClient client() {
        return client;
    }

    public HttpResponse<String> get(String path, String... headers) {
        return client.get(path, headers);
    }

    @Override
    public void close() throws IOException {
        server.close();
        geocoder.close();
    }
}
