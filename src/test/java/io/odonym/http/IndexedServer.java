package io.odonym.http;

import io.odonym.configuration.Configuration;
import io.odonym.geocode.ReloadableGeocoder;
import io.odonym.index.build.ImportListener;
import io.odonym.index.build.ImportRequest;
import io.odonym.index.build.Importer;
import io.odonym.testing.HttpTestClient;
import io.odonym.text.TextAnalysis;

import java.io.IOException;
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
        Importer.run(
                new ImportRequest(List.of(input), index, 0, 2),
                TextAnalysis.standard(),
                ImportListener.NO_OP);
        return new IndexedServer(ReloadableGeocoder.open(index), environment);
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
