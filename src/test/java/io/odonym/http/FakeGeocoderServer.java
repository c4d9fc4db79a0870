package io.odonym.http;

import io.odonym.configuration.Configuration;
import io.odonym.testing.HttpTestClient;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;

/** A server over a {@link FakeGeocoder} on a free port, and a client for it. */
public final class FakeGeocoderServer implements AutoCloseable {

    private final FakeGeocoder geocoder = new FakeGeocoder();
    private final GeocodingServer server;
    private final HttpTestClient client;

    /** Starts a server with the default configuration. */
    public FakeGeocoderServer() {
        this(Map.of());
    }

    /**
     * Starts a server.
     *
     * @param environment the configuration, as environment variables
     */
    public FakeGeocoderServer(Map<String, String> environment) {
        server =
                GeocodingServer.start(
                        geocoder,
                        Configuration.read(environment, Optional.empty())
                                .listeningOn("127.0.0.1", 0));
        client = HttpTestClient.of(server.port());
    }

    public FakeGeocoder geocoder() {
        return geocoder;
    }

    public GeocodingServer server() {
        return server;
    }

    public HttpTestClient client() {
        return client;
    }

    public HttpResponse<String> get(String path, String... headers) {
        return client.get(path, headers);
    }

    @Override
    public void close() {
        server.close();
    }
}
