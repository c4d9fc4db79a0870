package io.odonym.http.geoplateforme;

import io.odonym.http.GeocodingServer;
import io.odonym.http.IndexedServer;
import io.odonym.testing.HttpTestClient;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** A server over places in several departments, one of them on the prime meridian. */
final class GeoplateformeServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String PLACES =
            """
            {"id":"75056","type":"municipality","name":"Paris","postcode":["75001","75004"],\
            "citycode":"75056","city":"Paris","context":"75, Paris, Île-de-France",\
            "population":2103778,"importance":0.67,"lat":48.859,"lon":2.347}
            {"id":"75104_8909","banId":"6c1d9d2c-4f21-4a8c-9a55-000000000001","type":"street",\
            "name":"Rue de Rivoli","postcode":"75004","citycode":["75104","75056"],\
            "city":["Paris","Paris 4e Arrondissement"],"district":"Paris 4e Arrondissement",\
            "context":"75, Paris, Île-de-France","importance":0.65,"lat":48.8566,"lon":2.3550,\
            "x":652680.1,"y":6862035.2,"housenumbers":{\
            "10":{"id":"75104_8909_00010","lat":48.8560,"lon":2.3600,"x":653040.1,"y":6861970.2},\
            "12":{"id":"75104_8909_00012","lat":48.8561,"lon":2.3595},\
            "14 bis":{"id":"75104_8909_00014_bis","lat":48.8562,"lon":2.3590}}}
            {"id":"94003","type":"municipality","name":"Arcueil","postcode":"94110",\
            "citycode":"94003","city":"Arcueil","importance":0.5,"lat":48.8058,"lon":2.3335}
            {"id":"94003_4123","type":"street","name":"Rue du Général de Gaulle",\
            "postcode":"94110","citycode":"94003","city":"Arcueil","importance":0.4,\
            "lat":48.8060,"lon":2.3340,"housenumbers":{\
            "12":{"id":"94003_4123_00012","lat":48.8061,"lon":2.3341}}}
            {"id":"94067","type":"municipality","name":"Saint-Mandé","postcode":"94160",\
            "citycode":"94067","city":"Saint-Mandé","importance":0.5,"lat":48.8421,"lon":2.4187}
            {"id":"14118_1","type":"street","name":"Rue du Méridien","postcode":"14000",\
            "citycode":"14118","city":"Caen","importance":0.3,"lat":49.2,"lon":0.0}
            {"id":"59350_1","type":"street","name":"Rue du Méridien","postcode":"59000",\
            "citycode":"59350","city":"Lille","importance":0.3,"lat":50.6,"lon":3.06}
            {"id":"97411_1","type":"street","name":"Rue du Général de Gaulle",\
            "postcode":"97400","citycode":"97411","city":"Saint-Denis","importance":0.4,\
            "lat":-20.88,"lon":55.45}
            {"id":"2A004_1","type":"street","name":"Rue du Général de Gaulle",\
            "postcode":"20000","citycode":"2A004","city":"Ajaccio","importance":0.4,\
            "lat":41.92,"lon":8.73}
            {"id":"01001","type":"municipality","name":"Saint-Martin-du-Mont","postcode":"01160",\
            "citycode":"01374","city":"Saint-Martin-du-Mont","importance":0.2,"lat":46.1,"lon":5.3}
            {"id":"01374_1","type":"street","name":"Rue de l'Église","postcode":"01160",\
            "citycode":"01374","city":"Saint-Martin-du-Mont","importance":0.2,"lat":46.1,\
            "lon":5.31,"oldcity":"Saint-Martin","oldcitycode":"01373"}
            """;

    private final IndexedServer server;

    private GeoplateformeServer(IndexedServer server) {
        this.server = server;
    }

    /** Builds the index in a folder, and starts the server. */
    static GeoplateformeServer start(Path folder) throws IOException, InterruptedException {
        Path input = Files.writeString(folder.resolve("places.ndjson"), PLACES);
        return new GeoplateformeServer(
                IndexedServer.start(input, folder.resolve("index"), Map.of()));
    }

    HttpTestClient client() {
        return server.client();
    }

    /** Starts another server over the same index; the caller closes it. */
    GeocodingServer startAnother(Map<String, String> environment) {
        return server.startAnother(environment);
    }

    /**
     * Returns the body of a response as JSON.
     *
     * @param path a path below {@code /geocodage/}, with its query
     */
    JsonNode json(String path) {
        return JSON.readTree(client().get("/geocodage/" + path).body());
    }

    /** Returns the identifiers of the features of a response. */
    List<String> ids(String path) {
        return StreamSupport.stream(json(path).get("features").spliterator(), false)
                .map(feature -> feature.get("properties").get("id").asString())
                .toList();
    }

    static JsonNode parse(String text) {
        return JSON.readTree(text);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
