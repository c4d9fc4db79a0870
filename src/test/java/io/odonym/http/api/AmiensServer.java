package io.odonym.http.api;

import io.odonym.http.IndexedServer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A server over one street with two house numbers. */
final class AmiensServer {

    private static final String STREET =
            """
            {"id":"80021_1","type":"street","name":"Boulevard du Port","postcode":"80000",\
            "city":"Amiens","lat":49.9,"lon":2.3,"housenumbers":\
            {"8":{"id":"80021_1_00008","lat":49.91,"lon":2.31},\
            "8 bis":{"id":"80021_1_00008_bis","lat":49.92,"lon":2.32}}}
            """;

    private AmiensServer() {}

    /** Builds the index in a subfolder named {@code index}, and starts the server. */
    static IndexedServer start(Path folder, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path input = Files.writeString(folder.resolve("street.ndjson"), STREET);
        return IndexedServer.start(input, folder.resolve("index"), environment);
    }
}
