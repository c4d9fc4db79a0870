package io.odonym.cli;

import io.odonym.http.warmup.SocketHttpClient;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Sends typical requests to a server: searches, typed prefixes, reverse searches, CSV files and a
 * batch. {@link SocketHttpClient} sends them, so that the AOT cache contains only classes that a
 * server needs.
 */
final class TrainingWorkload {

    /** Complete addresses, names and misspelled addresses. */
    private static final List<String> QUERIES =
            List.of(
                    "34 avenue de l'opera paris",
                    "12 bis r de rivoli 75004",
                    "3 rue du 8 mai 1945 troyes",
                    "10 pl de la republique lyon",
                    "bld saint germain 75006",
                    "1 rue Victor Hugo 33000 Bordeaux",
                    "CHEMIN DES VIGNES 34000 MONTPELLIER",
                    "av du general de gaule paris",
                    "125 rue de la pompe paris 16e",
                    "Marseille",
                    "saint denis",
                    "rue de la paix",
                    "5 allee des acacias",
                    "boulvard haussman paris",
                    "14 r nationnale lille",
                    "zone artisanale les pins",
                    "BP 12 4 quai de la gare 75013 PARIS CEDEX",
                    "école élémentaire rue de l'église",
                    "xyzzy 99999");

    /** Query prefixes such as a client sends for autocompletion. */
    private static final List<String> PREFIXES =
            List.of("a", "av", "aven", "34 avenue de l'op", "rue de ri", "mars", "bou", "12 r");

    /** Points as WGS84 latitude and longitude, in degrees. */
    private static final List<String> POINTS =
            List.of("48.8689,2.3319", "45.7640,4.8357", "43.2965,5.3698", "50.6292,3.0573");

    private static final String FORM_HEADERS =
            "\r\nContent-Type: multipart/form-data; boundary=limit\r\nContent-Length: ";

    /** The number of times each row is repeated in an uploaded file. */
    private static final int FILE_REPETITIONS = 10;

    private final String host;
    private final int port;

    /** Creates a workload for the server at the given address. */
    TrainingWorkload(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /** Returns whether the server responds to a request. */
    boolean isServerResponding() {
        try {
            send("GET /health/ready" + headers() + "\r\n\r\n");
            return true;
        } catch (IOException notStarted) {
            return false;
        }
    }

    /**
     * Sends each request once, on a separate connection.
     *
     * @return the number of requests
     * @throws IOException if a request fails or its status is neither 2xx nor 4xx
     */
    int run() throws IOException {
        List<String> requests =
                Stream.of(
                                QUERIES.stream()
                                        .flatMap(
                                                q ->
                                                        Stream.of(
                                                                "/search?autocomplete=0&q="
                                                                        + encoded(q),
                                                                "/search?limit=10&q="
                                                                        + encoded(q))),
                                PREFIXES.stream()
                                        .flatMap(
                                                q ->
                                                        Stream.of(
                                                                "/search?q=" + encoded(q),
                                                                "/search?lat=48.85&lon=2.35&q="
                                                                        + encoded(q))),
                                POINTS.stream().map(TrainingWorkload::reverse),
                                Stream.of(
                                        "/search?q=mairie&postcode=75004&type=street",
                                        "/search?q=rue+de+rivoli&citycode=75104&explain=1",
                                        "/search",
                                        "/nowhere",
                                        "/health",
                                        "/health/ready",
                                        "/metrics"))
                        .flatMap(paths -> paths)
                        .map(path -> "GET " + path + headers() + "\r\n\r\n")
                        .toList();
        for (String request : requests) {
            send(request);
        }
        send(upload("/search/csv", "adresse", QUERIES.stream()));
        send(upload("/reverse/csv", "lat,lon", POINTS.stream()));
        send(batch());
        return requests.size() + 3;
    }

    private static String reverse(String point) {
        int comma = point.indexOf(',');
        return "/reverse?lat=" + point.substring(0, comma) + "&lon=" + point.substring(comma + 1);
    }

    private String headers() {
        return " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close";
    }

    private String upload(String path, String header, Stream<String> rows) {
        List<String> lines = rows.toList();
        String file =
                header
                        + "\n"
                        + IntStream.range(0, FILE_REPETITIONS)
                                .mapToObj(_ -> String.join("\n", lines))
                                .reduce("", (all, more) -> all + more + "\n");
        String body =
                "--limit\r\n"
                    + "Content-Disposition: form-data; name=\"data\"; filename=\"a.csv\"\r\n\r\n"
                        + file
                        + "\r\n--limit--\r\n";
        return "POST " + path + headers() + FORM_HEADERS + bytes(body).length + "\r\n\r\n" + body;
    }

    private String batch() {
        String body = "{\"requests\":[{\"q\":\"" + QUERIES.getFirst() + "\"}]}";
        return "POST /batch"
                + headers()
                + "\r\nContent-Type: application/json\r\nContent-Length: "
                + bytes(body).length
                + "\r\n\r\n"
                + body;
    }

    /** Sends a request on a separate connection. */
    private void send(String request) throws IOException {
        try (SocketHttpClient client = SocketHttpClient.connect(host, port)) {
            int status = client.send(request);
            if (status / 100 != 2 && status / 100 != 4) {
                throw new IOException(
                        "unexpected status "
                                + status
                                + " for "
                                + request.lines().findFirst().orElse(""));
            }
        }
    }

    private static String encoded(String query) {
        return URLEncoder.encode(query, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
