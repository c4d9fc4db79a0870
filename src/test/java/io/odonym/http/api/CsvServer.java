package io.odonym.http.api;

import io.odonym.http.GeocodingServer;
import io.odonym.http.IndexedServer;
import io.odonym.testing.HttpTestClient;
import io.odonym.testing.MultipartForm;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A server over a few streets of Paris and Lille, and uploads to it. */
final class CsvServer implements AutoCloseable {

    private static final String PLACES =
            """
            {"id":"75101_8635","type":"street","name":"Rue Saint-Honoré","postcode":"75001",\
            "citycode":"75101","city":"Paris","context":"75, Paris, Île-de-France",\
            "importance":0.7,"lat":48.8646,"lon":2.3331,"housenumbers":\
            {"1":{"id":"75101_8635_00001","lat":48.8601,"lon":2.3441},\
            "3bis":{"id":"75101_8635_00003_bis","lat":48.8602,"lon":2.3442}}}
            {"id":"75118_1","type":"street","name":"Rue du Sacré Cœur","postcode":"75018",\
            "citycode":"75118","city":"Paris","importance":0.6,"lat":48.8867,"lon":2.3431}
            {"id":"59350_1","type":"street","name":"Rue Saint-Honoré","postcode":"59000",\
            "citycode":"59350","city":"Lille","importance":0.5,"lat":50.6,"lon":3.06}
            {"id":"59350","type":"municipality","name":"Lille","postcode":"59000",\
            "citycode":"59350","city":"Lille","importance":0.6,"lat":50.63,"lon":3.0}
            """;

    private final IndexedServer server;

    private CsvServer(IndexedServer server) {
        this.server = server;
    }

    /** Builds the index in a folder, and starts the server. */
    static CsvServer start(Path folder) throws IOException, InterruptedException {
        Path input = Files.writeString(folder.resolve("places.ndjson"), PLACES);
        return new CsvServer(IndexedServer.start(input, folder.resolve("index"), Map.of()));
    }

    HttpTestClient client() {
        return server.client();
    }

    /** Starts another server over the same index; the caller closes it. */
    GeocodingServer startAnother(Map<String, String> environment) {
        return server.startAnother(environment);
    }

    /**
     * Geocodes a file.
     *
     * @param fields the fields of the form, each as {@code name=value}
     */
    HttpResponse<String> search(String file, String... fields) {
        return client().upload("/search/csv", MultipartForm.ofFile(file).fields(fields));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
