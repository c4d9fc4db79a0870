package io.odonym.http;

import io.odonym.configuration.Configuration;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** A server on a free port of this machine, and a client for it. */
public final class RunningServer implements AutoCloseable {

    public final FakeGeocoder geocoding = new FakeGeocoder();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final GeocodingServer server;

    public RunningServer() {
        this(Configuration.standard());
    }

    public RunningServer(Configuration configuration) {
        server = GeocodingServer.start(geocoding, configuration.listeningOn("127.0.0.1", 0));
    }

    public GeocodingServer server() {
        return server;
    }

    public HttpResponse<String> ask(String method, String target) {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + server.port()).resolve(target))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public HttpResponse<String> get(String target) {
        return ask("GET", target);
    }

    /** Sends these very characters and reads until the server closes the connection. */
    public String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.UTF_8));
            out.flush();
            try (InputStream in = socket.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }

    @Override
    public void close() {
        server.close();
        client.close();
    }
}
