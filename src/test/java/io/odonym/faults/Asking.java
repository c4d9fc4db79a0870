package io.odonym.faults;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Asks a server of this machine. */
final class Asking {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Asking() {}

    static HttpResponse<String> get(int port, String path) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** A file with one column, whose rows these are. */
    static HttpResponse<String> upload(int port, String rows) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/search/csv"))
                        .header("Content-Type", "multipart/form-data; boundary=xx")
                        .POST(HttpRequest.BodyPublishers.ofString(form(rows)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** The body of such an upload, with the boundary xx. */
    static String form(String rows) {
        return "--xx\r\nContent-Disposition: form-data; name=\"data\"; filename=\"a.csv\"\r\n\r\n"
                + "adresse\n"
                + rows
                + "\r\n--xx--\r\n";
    }
}
