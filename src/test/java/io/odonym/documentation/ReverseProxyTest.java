package io.odonym.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import io.odonym.http.FakeGeocoderServer;
import io.odonym.testing.MultipartForm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** The configurations of proxies in docs/reverse-proxy.md do what the document says. */
@ParameterizedClass
@ValueSource(strings = {"nginx", "haproxy"})
@EnabledOnOs(OS.LINUX)
class ReverseProxyTest {

    private static final String TOKEN = "correct-horse-battery";

    /** A client that is not the proxy, on another loopback address. */
    private static final String CLIENT = "127.0.0.2";

    private static final String OTHER_CLIENT = "127.0.0.3";

    /** The name of the proxy, which is passed to {@link #start}. */
    @Parameter private String name;

    /** The only target that the busy server does not answer with 503. */
    private static final String EASY = "/search?q=rue";

    private static FakeGeocoderServer server;
    private static HttpServer busyServer;
    private static final Queue<Received> RECEIVED = new ConcurrentLinkedQueue<>();
    private static ProxyProcess proxy;

    /**
     * A request that the busy server received.
     *
     * @param connection the port of the connection of the proxy
     * @param forwardedFor the header X-Forwarded-For
     * @param forwarded the header Forwarded; empty if it was not sent
     */
    private record Received(
            String target, int connection, String forwardedFor, List<String> forwarded) {}

    @BeforeParameterizedClassInvocation
    static void start(String name, @TempDir Path folder) throws Exception {
        server =
                new FakeGeocoderServer(
                        Map.of(
                                "ODONYM_ADMIN_TOKEN", TOKEN,
                                "ODONYM_TRUSTED_PROXIES", "127.0.0.1",
                                "ODONYM_CLIENT_ROWS", "3"));
        busyServer =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        busyServer.createContext(
                "/",
                exchange -> {
                    String target = exchange.getRequestURI().toString();
                    boolean check = target.equals("/health/ready");
                    if (!check) {
                        RECEIVED.add(
                                new Received(
                                        target,
                                        exchange.getRemoteAddress().getPort(),
                                        exchange.getRequestHeaders().getFirst("X-Forwarded-For"),
                                        exchange.getRequestHeaders()
                                                .getOrDefault("Forwarded", List.of())));
                    }
                    exchange.getRequestBody().readAllBytes();
                    exchange.sendResponseHeaders(check || target.equals(EASY) ? 200 : 503, -1);
                    exchange.close();
                });
        busyServer.start();
        proxy =
                ProxyProcess.start(
                        name,
                        folder,
                        List.of(busyServer.getAddress().getPort(), server.server().port()));
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        if (proxy != null) {
            proxy.close();
        }
        busyServer.stop(0);
        server.close();
        RECEIVED.clear();
    }

    /** Accepts the certificate of the test for any host. */
    private static final class TrustAll extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private static SSLContext tls() throws GeneralSecurityException {
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, new TrustManager[] {new TrustAll()}, null);
        return tls;
    }

    private static HttpClient client(String address) throws GeneralSecurityException {
        return HttpClient.newBuilder()
                .localAddress(InetAddress.ofLiteral(address))
                .sslContext(tls())
                .build();
    }

    private static HttpResponse<String> send(
            HttpClient client, String method, String path, BodyPublisher body, String... headers)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + proxy.port() + path))
                        .timeout(Duration.ofMinutes(1))
                        .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(HttpClient client, String path, String... headers)
            throws Exception {
        return send(client, "GET", path, BodyPublishers.noBody(), headers);
    }

    @Test
    void repeatsRequestsOnTheOtherServer() throws Exception {
        try (HttpClient client = client(CLIENT)) {
            for (int i = 0; i < 10; i++) {
                HttpResponse<String> response = get(client, "/search?q=port");
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
            }
        }
        assertThat(RECEIVED.stream().map(Received::target)).contains("/search?q=port");
    }

    @Test
    void keepsConnectionsOpen() throws Exception {
        try (HttpClient client = client(CLIENT)) {
            for (int i = 0; i < 20; i++) {
                assertThat(get(client, EASY).statusCode()).isEqualTo(200);
            }
        }
        List<Integer> connections =
                RECEIVED.stream()
                        .filter(received -> received.target().equals(EASY))
                        .map(Received::connection)
                        .toList();
        assertThat(connections).hasSizeGreaterThan(4);
        assertThat(connections.stream().distinct()).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void forwardsTheAddressOfTheClient() throws Exception {
        try (HttpClient client = client(CLIENT)) {
            while (RECEIVED.isEmpty()) {
                get(
                        client,
                        "/search?q=port",
                        "X-Forwarded-For",
                        "192.0.2.1",
                        "Forwarded",
                        "for=192.0.2.1");
            }
        }
        assertThat(RECEIVED)
                .allSatisfy(
                        received -> {
                            assertThat(received.forwardedFor()).endsWith(CLIENT);
                            assertThat(received.forwarded()).isEmpty();
                        });
    }

    /** Sends a POST request until it reaches the other server; a proxy need not repeat it. */
    private static int post(HttpClient client, String path, BodyPublisher body, String... headers)
            throws Exception {
        int status = 503;
        while (status == 503) {
            status = send(client, "POST", path, body, headers).statusCode();
        }
        return status;
    }

    private static int uploadTwoRows(HttpClient client, String forged) throws Exception {
        return post(
                client,
                "/search/csv",
                BodyPublishers.ofByteArray(MultipartForm.ofFile("a\nport\nport\n").toBytes()),
                "Content-Type",
                MultipartForm.CONTENT_TYPE,
                "X-Forwarded-For",
                forged);
    }

    @Test
    void clientsCannotChooseTheirAddress() throws Exception {
        try (HttpClient client = client(CLIENT);
                HttpClient other = client(OTHER_CLIENT)) {
            assertThat(uploadTwoRows(client, "192.0.2.1")).isEqualTo(200);
            assertThat(uploadTwoRows(client, "192.0.2.2")).isEqualTo(429);
            assertThat(uploadTwoRows(other, "192.0.2.1")).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "//", "/./", "/x/../", "/%2e/", "/x/%2e%2e/"})
    void hidesAdministrationAndMetrics(String prefix) throws Exception {
        try (HttpClient client = client(CLIENT)) {
            for (String path : List.of("admin/reload", "admin/reload/", "%61dmin/reload")) {
                assertThat(
                                post(
                                        client,
                                        prefix + path,
                                        BodyPublishers.noBody(),
                                        "Authorization",
                                        "Bearer " + TOKEN))
                        .isEqualTo(404);
            }
            for (String path : List.of("metrics", "metrics/", "%6detrics")) {
                assertThat(get(client, prefix + path).statusCode()).isIn(403, 404);
            }
        }
    }

    @Test
    void theServerItselfHasAdministrationAndMetrics() {
        assertThat(server.client().send("POST", "/admin/reload").statusCode()).isEqualTo(401);
        assertThat(server.get("/metrics/").statusCode()).isEqualTo(200);
    }

    /** Sends only the headers of a request, because a client may get the answer before the body. */
    @Test
    void rejectsLargeUploadsBeforeTheyAreSent() throws Exception {
        try (Socket socket = tls().getSocketFactory().createSocket("127.0.0.1", proxy.port())) {
            socket.getOutputStream()
                    .write(
                            ("POST /search/csv HTTP/1.1\r\nHost: localhost\r\n"
                                            + "Content-Length: 2147483648\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            byte[] start = socket.getInputStream().readNBytes("HTTP/1.1 413".length());
            assertThat(new String(start, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
        }
    }
}
