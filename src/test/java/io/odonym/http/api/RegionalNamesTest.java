package io.odonym.http.api;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.http.IndexedServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Searches streets and municipalities by their names in regional languages. */
class RegionalNamesTest {

    /** The second row has the Breton name of its street, and the first one has not. */
    private static final String BAL =
            """
            cle_interop;commune_insee;commune_nom;commune_nom_bre;toponyme;toponyme_bre;\
            toponyme_fr-gallo;numero;position;long;lat
            35238_0001_00001;35238;Rennes;Roazhon;Rue de la Mer;;;1;entrée;-1.68;48.11
            35238_0001_00002;35238;Rennes;Roazhon;Rue de la Mer;Straed ar Mor;Rue d'la Mé;2;\
            entrée;-1.681;48.11
            35238_0002_00003;35238;Rennes;;Place Haute;;;3;entrée;-1.69;48.12
            """;

    private static final String OLDER_BAL =
            """
            cle_interop;commune_insee;commune_nom;commune_nom_eus;voie_nom;voie_nom_eus;numero;\
            position;long;lat
            64102_0001_00001;64102;Bayonne;Baiona;Rue Neuve;Karrika Berria;1;entrée;-1.475;43.492
            """;

    private static final String BAN =
            """
            id;numero;rep;nom_voie;nom_voie_cos;code_postal;code_insee;nom_commune;lon;lat
            2A004_0001_00005;5;;Rue du Château;Carrughju di u Castellu;20000;2A004;Ajaccio;8.737;\
            41.919
            """;

    @TempDir private static Path folder;
    private static IndexedServer server;

    @BeforeAll
    static void start() throws Exception {
        Path input = Files.createDirectory(folder.resolve("input"));
        Files.writeString(input.resolve("bal-35238.csv"), BAL);
        Files.writeString(input.resolve("bal-64102.csv"), OLDER_BAL);
        Files.writeString(input.resolve("adresses-2A.csv"), BAN);
        server = IndexedServer.start(input, folder.resolve("index"), Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/search?q=straed+ar+mor+roazhon, 35238_0001",
        "/search?q=STRAED+AR+MOR, 35238_0001",
        "/search?q=2+straed+ar+mor+rennes, 35238_0001_00002",
        "/search?q=1+straed+ar+mor+roazhon, 35238_0001_00001",
        "/search?q=1+rue+de+la+mer+rennes, 35238_0001_00001",
        "/search?q=karrika+berria+baiona, 64102_0001",
        "/search?q=1+karrika+berria+bayonne, 64102_0001_00001",
        "/search?q=5+carrughju+di+u+castellu+ajaccio, 2A004_0001_00005",
    })
    void findsRegionalNames(String path, String id) {
        assertThatJson(server.get(path).body()).inPath("$.features[0].properties.id").isEqualTo(id);
        assertThatJson(server.get(path).body())
                .inPath("$.features[0].properties.score")
                .asNumber()
                .isGreaterThan(BigDecimal.valueOf(0.7));
    }

    @Test
    void returnsRegionalNamesOnlyOnRequest() {
        String path = "/search?q=1+straed+ar+mor+roazhon";
        assertThat(server.get(path).body())
                .contains("\"label\":\"1 Rue de la Mer")
                .doesNotContain("Straed", "Roazhon\"", "_bre");
        assertThatJson(server.get(path + "&fields=name_bre,city_bre,name_fr-gallo").body())
                .inPath("$.features[0].properties")
                .isObject()
                .containsEntry("name_bre", "Straed ar Mor")
                .containsEntry("city_bre", "Roazhon")
                .containsEntry("name_fr-gallo", "Rue d'la Mé");
    }

    @Test
    void returnsNothingForAStreetWithoutSuchNames() {
        assertThat(server.get("/search?q=3+place+haute&fields=name_bre,name_eus").body())
                .contains("3 Place Haute")
                .doesNotContain("name_");
    }

    @Test
    void rejectsUnknownLanguages() {
        assertThat(server.get("/search?q=straed&fields=name_xyz").statusCode()).isEqualTo(400);
    }
}
