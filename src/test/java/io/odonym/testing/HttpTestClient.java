package io.odonym.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An HTTP client for one server on the loopback address. Every request fails after a minute. Paths
 * and targets include the query component, percent-encoded. Thread-safe.
 */
public final class HttpTestClient implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final Pattern CONTENT_LENGTH = Pattern.compile("(?i)content-length: (\\d+)");
    private static final HttpClient SHARED = client(HttpClient.Version.HTTP_1_1);

    private final HttpClient client;
    private final int port;

    private HttpTestClient(HttpClient client, int port) {
        this.client = client;
        this.port = port;
    }

    /** Returns a client that shares its HTTP/1.1 connections with others; closing does nothing. */
    public static HttpTestClient of(int port) {
        return new HttpTestClient(SHARED, port);
    }

    /** Returns a client with HTTP/1.1 connections of its own. */
    public static HttpTestClient unshared(int port) {
        return new HttpTestClient(client(HttpClient.Version.HTTP_1_1), port);
    }

    /** Returns a client that upgrades its connections to HTTP/2. */
    public static HttpTestClient http2(int port) {
        return new HttpTestClient(client(HttpClient.Version.HTTP_2), port);
    }

    private static HttpClient client(HttpClient.Version version) {
        return HttpClient.newBuilder().version(version).build();
    }

    /** Percent-encodes the value of a query parameter. */
    public static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /**
     * Sends a GET request.
     *
     * @param headers names and values in turn
     */
    public HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, headers);
    }

    /** Sends a GET request and returns the body as it was received, for example compressed. */
    public HttpResponse<byte[]> getBytes(String path, String... headers) {
        return send(
                request("GET", path, BodyPublishers.noBody(), headers), BodyHandlers.ofByteArray());
    }

    /** Sends a request without a body. */
    public HttpResponse<String> send(String method, String path, String... headers) {
        return send(
                request(method, path, BodyPublishers.noBody(), headers), BodyHandlers.ofString());
    }

    /** Sends a POST request with a body in UTF-8. */
    public HttpResponse<String> post(String path, String body, String... headers) {
        return send(
                request("POST", path, BodyPublishers.ofString(body), headers),
                BodyHandlers.ofString());
    }

    /** Uploads a form, and returns the body of the response in UTF-8. */
    public HttpResponse<String> upload(String path, MultipartForm form) {
        return send(uploadRequest(path, form), BodyHandlers.ofString());
    }

    /** Uploads a form, and returns the body of the response as it was received. */
    public HttpResponse<byte[]> uploadForBytes(String path, MultipartForm form) {
        return send(uploadRequest(path, form), BodyHandlers.ofByteArray());
    }

    /** Uploads a form without waiting for the response. */
    public CompletableFuture<HttpResponse<String>> uploadAsync(String path, MultipartForm form) {
        return client.sendAsync(uploadRequest(path, form), BodyHandlers.ofString());
    }

    private HttpRequest uploadRequest(String path, MultipartForm form) {
        return request(
                "POST",
                path,
                BodyPublishers.ofByteArray(form.toBytes()),
                "Content-Type",
                MultipartForm.CONTENT_TYPE);
    }

    private HttpRequest request(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://" + HOST + ":" + port + path))
                        .timeout(TIMEOUT)
                        .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.build();
    }

    private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
        try {
            return client.send(request, handler);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Opens a connection on which a test reads and writes bytes; reads fail after a minute. */
    public Socket connect() throws IOException {
        Socket socket = new Socket(HOST, port);
        socket.setSoTimeout((int) TIMEOUT.toMillis());
        return socket;
    }

    /** Sends exactly this text in UTF-8, and reads until the server closes the connection. */
    public String raw(String request) throws IOException {
        return raw(request, StandardCharsets.UTF_8);
    }

    /** Sends exactly this text, and reads until the server closes the connection. */
    public String raw(String request, Charset charset) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(charset));
            return new String(socket.getInputStream().readAllBytes(), charset);
        }
    }

    /** Sends a GET request on an open connection, and returns the status line of the response. */
    public static String getStatusLine(Socket socket, String path) throws IOException {
        socket.getOutputStream()
                .write(
                        ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the connection was closed after: " + head);
            }
            head.append((char) next);
        }
        Matcher length = CONTENT_LENGTH.matcher(head);
        if (!length.find()) {
            throw new IOException("no Content-Length in: " + head);
        }
        in.skipNBytes(Long.parseLong(length.group(1)));
        return head.substring(0, head.indexOf("\r"));
    }

    /** Closes the connections of the client, unless they are shared. */
    @Override
    public void close() {
        if (client != SHARED) {
            client.shutdownNow();
        }
    }
}
