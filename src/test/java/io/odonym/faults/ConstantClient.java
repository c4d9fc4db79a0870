package io.odonym.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a server of this machine. */
final class ConstantClient {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

    private ConstantClient() {}

    static HttpResponse<String> get(int port, String path) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(PATIENCE)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Asks on a connection that stays open, and gives the first line of the answer. */
    static String answered(Socket socket, String path) throws IOException {
        socket.setSoTimeout(30_000);
        socket.getOutputStream()
                .write(
                        ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            assertThat(next).as("the answer goes on: " + head).isNotNegative();
            head.append((char) next);
        }
        Matcher length = LENGTH.matcher(head);
        assertThat(length.find()).isTrue();
        in.skipNBytes(Long.parseLong(length.group(1)));
        return head.substring(0, head.indexOf("\r"));
    }

    /** A file with one column, whose rows these are. */
    static HttpResponse<String> upload(int port, String rows) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/search/csv"))
                        .timeout(PATIENCE)
                        .header("Content-Type", "multipart/form-data; boundary=xx")
                        .POST(HttpRequest.BodyPublishers.ofString(form(rows)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Says goodbye on all of them. */
    static void close(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** The body of such an upload, with the boundary xx. */
    static String form(String rows) {
        return "--xx\r\nContent-Disposition: form-data; name=\"data\"; filename=\"a.csv\"\r\n\r\n"
                + "adresse\n"
                + rows
                + "\r\n--xx--\r\n";
    }
}
