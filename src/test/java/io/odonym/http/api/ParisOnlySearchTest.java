package io.odonym.http.api;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.http.IndexedServer;
import io.odonym.testing.HttpTestClient;
import io.odonym.testing.MultipartForm;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;

/** Searches with {@code improve=true} in an index that contains only the addresses of Paris. */
class ParisOnlySearchTest {

    private static final Path ADDRESSES = Path.of("index-data/adresses-75.csv.gz");
    private static final int STREETS = 400;

    /**
     * What people write around an address. The placeholders are the address without its city, the
     * postcode, the arrondissement, and another house number of the same street.
     */
    private static final List<String> FORMS =
            List.of(
                    "%1$s %2$s Paris",
                    "%1$s Paris %3$s",
                    "%1$s %2$s Paris %3$s",
                    "%1$s, Paris %3$se arrondissement",
                    "bât %4$s, %1$s %2$s Paris",
                    "%1$s bâtiment %4$s %2$s Paris",
                    "%1$s %2$s Paris escalier %4$s",
                    "appt %4$s, %1$s, %2$s Paris",
                    "%1$s, porte %4$s, %2$s Paris",
                    "%1$s %2$s Paris étage %4$s",
                    "%1$s BP %4$s %2$s Paris",
                    "%1$s %2$s Paris CEDEX %4$s",
                    "%1$s %2$s Paris, code %4$s",
                    "%1$s %2$s Paris tél 01 42 %4$s 14 15",
                    "dossier %4$s : %1$s %2$s Paris",
                    "%1$s Paris (75)",
                    "%1$s %2$s.0 Paris",
                    "SARL Martin %1$s %2$s Paris France",
                    "%1$s lot %4$s %2$s Paris");

    @TempDir private static Path folder;
    private static IndexedServer server;

    @BeforeAll
    static void start() throws Exception {
        server = IndexedServer.start(ADDRESSES, folder.resolve("index"), Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    /** A street with two of its house numbers. */
    private record Street(String name, String postcode, String number, String otherNumber) {}

    /** A query with the street, the postcode and the house number that it asks for. */
    private record Query(String text, Street street, String number) {}

    private static List<Street> randomStreets(Random random) throws IOException {
        List<String[]> rows = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(ADDRESSES)),
                                StandardCharsets.UTF_8))) {
            lines.lines().skip(1).forEach(line -> rows.add(line.split(";", -1)));
        }
        List<Street> streets = new ArrayList<>();
        while (streets.size() < STREETS) {
            int i = random.nextInt(rows.size() - 1);
            String[] one = rows.get(i);
            String[] other = rows.get(i + 1);
            if (one[4].equals(other[4]) && one[5].equals(other[5]) && !one[2].equals(other[2])) {
                streets.add(new Street(one[4], one[5], one[2], other[2]));
            }
        }
        return streets;
    }

    private static Query query(Street street, String form, boolean numbered) {
        String number = numbered ? street.number() : "";
        String arrondissement = street.postcode().substring(3).replaceFirst("^0", "");
        String text =
                form.formatted(
                        (number + " " + street.name()).strip(),
                        street.postcode(),
                        arrondissement,
                        street.otherNumber());
        return new Query(text, street, number);
    }

    /** Returns the name, the postcode and the house number of each result. */
    private static List<String> results(List<Query> queries, String improve) {
        StringBuilder file = new StringBuilder("address\n");
        queries.forEach(query -> file.append('"').append(query.text()).append("\"\n"));
        String response =
                server.client()
                        .upload(
                                "/search/csv",
                                MultipartForm.ofFile(file.toString())
                                        .fields(
                                                "improve=" + improve,
                                                "min_score=0",
                                                "delimiter=;",
                                                "result_columns=result_name,result_postcode,result_housenumber"))
                        .body();
        return response.lines()
                .skip(1)
                .map(line -> line.replaceFirst("^(\"[^\"]*\"|[^;]*);", ""))
                .toList();
    }

    /**
     * Checks the rule of docs/quality.md on random addresses: if the street and the city of the
     * plain result match the query, only the house number may change, and only to a number that the
     * query gives as a house number.
     */
    @Test
    void changesOnlyTheHouseNumberOfAMatchingStreet() throws Exception {
        Random random = new Random(1);
        List<Query> queries = new ArrayList<>();
        for (Street street : randomStreets(random)) {
            String form = FORMS.get(random.nextInt(FORMS.size()));
            queries.add(query(street, form, random.nextBoolean()));
        }
        List<String> plain = results(queries, "false");
        List<String> improved = results(queries, "true");

        assertThat(improved).hasSameSizeAs(queries);
        for (int i = 0; i < queries.size(); i++) {
            Query query = queries.get(i);
            String street = query.street().name() + ";" + query.street().postcode() + ";";
            if (plain.get(i).startsWith(street)) {
                assertThat(improved.get(i)).as(query.text()).isEqualTo(street + query.number());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Lyon",
                "LYON 2",
                "69002 Lyon",
                "Marseille",
                "Saint-Denis",
                "12 rue de la République 69002 Lyon",
                "12 rue de la République Lyon",
                "12 avenue Jean Jaurès, 31000 Toulouse",
                "4 place d'Italie 69007 Lyon",
                "10 rue de Rivoli 06000 Nice"
            })
    void tellsThatTheDataDoesNotContainTheCity(String query) {
        String body =
                server.get("/search?improve=true&limit=1&q=" + HttpTestClient.encode(query)).body();

        assertThatJson(body).node("features[0].properties.conflict").isArray().contains("city");
        assertThatJson(body)
                .node("features[0].properties.score")
                .isNumber()
                .isLessThan(new BigDecimal("0.6"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rue de Lyon",
                "Rivoli",
                "rue saint denis 75002",
                "12 rue de Rivoli Paris",
                "rue du faubourg saint denis",
                "Paris 75012 rue de Lyon"
            })
    void tellsNoContradictionOfAStreetThatTheDataContains(String query) {
        String body =
                server.get("/search?improve=true&limit=1&q=" + HttpTestClient.encode(query)).body();

        assertThatJson(body).node("features[0].properties.conflict").isAbsent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "paris 12",
                "rue de rivoli bat 4 75004",
                "rue du 8 mai 1945 paris",
                "75004 paris 4"
            })
    void namesARequestedHouseNumberOnlyIfTheQueryHasOne(String query) {
        String body =
                server.get("/search?improve=true&limit=1&q=" + HttpTestClient.encode(query)).body();

        assertThatJson(body).node("features[0].properties.housenumber_asked").isAbsent();
        assertThatJson(body).node("features[0].properties.housenumber").isAbsent();
    }
}
