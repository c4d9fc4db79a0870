package io.odonym.http;

import io.odonym.configuration.Configuration;
import io.odonym.geocode.ReloadableGeocoder;
import io.odonym.index.build.ImportListener;
import io.odonym.index.build.ImportRequest;
import io.odonym.index.build.Importer;
import io.odonym.text.TextAnalysis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server on a free port of this machine, over an index that is built for it. */
public final class IndexedServer implements AutoCloseable {

    private final ReloadableGeocoder geocoder;
    private final GeocodingServer server;

    private IndexedServer(ReloadableGeocoder geocoder, Map<String, String> environment) {
        this.geocoder = geocoder;
        this.server = another(environment);
    }

    /**
     * Builds an index and serves it.
     *
     * @param input a file or a folder of addresses
     * @param index where the index is put
     * @param environment the configuration, as variables
     */
    public static IndexedServer start(Path input, Path index, Map<String, String> environment)
            throws IOException, InterruptedException {
        Importer.run(
                new ImportRequest(List.of(input), index, 0, 2),
                TextAnalysis.standard(),
                ImportListener.NO_OP);
        return new IndexedServer(ReloadableGeocoder.open(index), environment);
    }

    /** One more server over the same index, which the caller closes. */
    public GeocodingServer another(Map<String, String> environment) {
        return GeocodingServer.start(
                geocoder,
                Configuration.read(environment, Optional.empty()).listeningOn("127.0.0.1", 0));
    }

    public GeocodingServer server() {
        return server;
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() throws IOException {
        server.close();
        geocoder.close();
    }
}
