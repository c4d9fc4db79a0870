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
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Searches addresses of the BAN's CSV and of a BAL by what their rows contain besides the address:
 * a postcode of the house number, a former municipality, parcels, a certification and identifiers.
 */
class AddressDetailsTest {

    private static final String STREET = "22222222-2222-4222-8222-222222222222";
    private static final String NUMBER = "33333333-3333-4333-8333-33333333333";

    /** One street of Bordeaux with two postcodes, and one street of a former municipality. */
    private static final String BAN =
            """
            id;numero;rep;nom_voie;code_postal;code_insee;nom_commune;code_insee_ancienne_commune;\
            nom_ancienne_commune;lon;lat;type_position;certification_commune;cad_parcelles;\
            id_ban_adresse;id_ban_toponyme
            33063_2000_00028;28;;Quai Exemple;33000;33063;Bordeaux;;;-0.5701;44.8504;entrée;1;\
            33063000AB0001|33063000AB0002;333333333-0;
            33063_2000_00030;30;;Quai Exemple;33000;33063;Bordeaux;;;-0.5702;44.8505;parcelle;0;\
            33063000AB0003;333333333-1;
            33063_2000_00082;82;;Quai Exemple;33300;33063;Bordeaux;;;-0.5668;44.8537;entrée;0;\
            ;333333333-2;
            33063_3000_00001;1;;Rue Autre;33300;33063;Bordeaux;;;-0.5668;44.8600;entrée;0;;\
            ;
            33063_3000_00012_b;12;b;Rue Autre;33300;33063;Bordeaux;;;-0.5668;44.8602;entrée;0;;\
            ;
            33063_3000_00012_bis;12;bis;Rue Autre;33300;33063;Bordeaux;;;-0.5668;44.8603;entrée;0;;\
            ;
            74010_0001_00001;1;;Rue des Écoles;74940;74010;Annecy;74011;Annecy-le-Vieux;\
            6.15;45.92;entrée;1;;;
            """
                    .replace("333333333-", NUMBER)
                    .replace(";\n", ";" + STREET + "\n");

    private static final String BAL =
            """
            cle_interop;id_ban_toponyme;id_ban_adresse;commune_insee;commune_nom;toponyme;numero;\
            position;long;lat;certification_commune;cad_parcelles;source;date_der_maj
            31591_xxxx_00009;22222222-2222-4222-8222-222222222223;\
            33333333-3333-4333-8333-333333333339;31591;Escoulis;Rue des Trois Places;9;segment;1.01;\
            43.11;1;315910000A0012;commune;2025-11-09
            31591_xxxx_00009;22222222-2222-4222-8222-222222222223;\
            33333333-3333-4333-8333-333333333339;31591;Escoulis;Rue des Trois Places;9;entrée;1.02;\
            43.12;1;315910000A0012;commune;2025-11-09
            31591_xxxx_00011;22222222-2222-4222-8222-222222222223;;31591;Escoulis;\
            Rue des Trois Places;11;entrée;1.03;43.11;;;commune;2025-11-09
            """;

    @TempDir private static Path folder;
    private static IndexedServer server;

    @BeforeAll
    static void start() throws Exception {
        Path input = Files.createDirectory(folder.resolve("input"));
        Files.writeString(input.resolve("adresses-33.csv"), BAN);
        Files.writeString(input.resolve("bal.csv"), BAL);
        server = IndexedServer.start(input, folder.resolve("index"), Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static String label(String path) {
        String body = server.get(path).body();
        int start = body.indexOf("\"label\":\"");
        return start < 0 ? "" : body.substring(start + 9, body.indexOf('"', start + 9));
    }

    @ParameterizedTest
    @CsvSource({
        "/search?q=82+quai+exemple+bordeaux, 82 Quai Exemple 33300 Bordeaux",
        "/search?q=82+quai+exemple+33300+bordeaux, 82 Quai Exemple 33300 Bordeaux",
        "/search?q=28+quai+exemple+33000+bordeaux, 28 Quai Exemple 33000 Bordeaux",
        "/search?q=quai+exemple, Quai Exemple 33000 Bordeaux",
        "/search?q=82+quai+exemple&postcode=33300, 82 Quai Exemple 33300 Bordeaux",
        "/search?q=28+quai+exemple&postcode=33000, 28 Quai Exemple 33000 Bordeaux",
        "/search?q=82+quai+exemple&postcode=33000+33300, 82 Quai Exemple 33300 Bordeaux",
        "/search?q=28+quai+exemple&postcode=33300, Quai Exemple 33000 Bordeaux",
        "/search?q=28+quai+exemple&postcode=33300&type=housenumber, ''",
        "/search?q=28+quay+exemple&postcode=33300&improve=true, Quai Exemple 33000 Bordeaux",
        "/search?q=82+quay+exemple&postcode=33300&improve=true, 82 Quai Exemple 33300 Bordeaux",
        "/search?q=82+quay+exemple+33300&improve=true, 82 Quai Exemple 33300 Bordeaux",
        "/reverse?lon=-0.5701&lat=44.8504, 28 Quai Exemple 33000 Bordeaux",
        "/reverse?lon=-0.5668&lat=44.8537, 82 Quai Exemple 33300 Bordeaux",
        "/reverse?lon=-0.5701&lat=44.8504&postcode=33300&type=housenumber, 82 Quai Exemple 33300"
                + " Bordeaux",
        "/reverse?lon=-0.5668&lat=44.8537&postcode=33000&type=housenumber, 30 Quai Exemple 33000"
                + " Bordeaux",
        "/get/33063_2000_00082, 82 Quai Exemple 33300 Bordeaux",
        "/get/33063_2000_00028, 28 Quai Exemple 33000 Bordeaux",
    })
    void keepsThePostcodeOfAHouseNumber(String path, String label) {
        assertThat(label(path)).isEqualTo(label);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/search?q=1+rue+des+ecoles+annecy+le+vieux",
                "/search?q=1+rue+des+ecoles+74940+annecy+le+vieux",
                "/search?q=1+rue+des+ecoles&citycode=74011",
                "/search?q=1+rue+des+ecoles&citycode=74010",
                "/reverse?lon=6.15&lat=45.92&citycode=74011",
            })
    void findsFormerMunicipalities(String path) {
        assertThat(label(path)).isEqualTo("1 Rue des Écoles 74940 Annecy");
    }

    @ParameterizedTest
    @CsvSource({
        "/search?q=28+quai+exemple&certified=true, 28 Quai Exemple 33000 Bordeaux",
        "/search?q=30+quai+exemple&certified=true, Quai Exemple 33000 Bordeaux",
        "/search?q=30+quai+exemple&certified=true&type=housenumber, ''",
        "/search?q=1+rue+autre&certified=true&postcode=33300, ''",
        "/search?q=1+rue+autre&certified=false, 1 Rue Autre 33300 Bordeaux",
        "/search?q=28+quai+exemple&parcel=33063000AB0002, 28 Quai Exemple 33000 Bordeaux",
        "/search?q=30+quai+exemple&parcel=33063000AB0002+33063000AB0003, 30 Quai Exemple 33000"
                + " Bordeaux",
        "/search?q=28+quai+exemple&parcel=33063000AB0009, ''",
        "/reverse?lon=-0.5668&lat=44.8537&parcel=33063000AB0003&type=housenumber, 30 Quai Exemple"
                + " 33000 Bordeaux",
        "/reverse?lon=-0.5668&lat=44.8537&certified=true&type=housenumber, 28 Quai Exemple 33000"
                + " Bordeaux",
    })
    void filtersByParcelAndCertification(String path, String label) {
        assertThat(label(path)).isEqualTo(label);
    }

    /** Streets without a code of their own share the interoperability keys of their numbers. */
    @ParameterizedTest
    @CsvSource({
        "33333333-3333-4333-8333-333333333339, 9 Rue des Trois Places 31260 Escoulis",
        "33333333-3333-4333-8333-33333333333A, ''",
        "33333333-3333-4333-8333-333333333331, 30 Quai Exemple 33000 Bordeaux",
        "22222222-2222-4222-8222-222222222223, Rue des Trois Places 31260 Escoulis",
        "22222222-2222-4222-8222-222222222222, Quai Exemple 33000 Bordeaux",
        "31591_xxxx_00011, 11 Rue des Trois Places 31260 Escoulis",
        "31591_XXXX_00009, 9 Rue des Trois Places 31260 Escoulis",
        "31591_xxxx_00010, ''",
        "33063_3000_00012_b, 12b Rue Autre 33300 Bordeaux",
        "33063_3000_00012_bis, 12bis Rue Autre 33300 Bordeaux",
        "33063_2000, Quai Exemple 33000 Bordeaux",
    })
    void findsPlacesByAnyIdentifier(String id, String label) {
        assertThat(label("/get/" + id)).isEqualTo(label);
    }

    @Test
    void returnsDetailsOnRequest() {
        String path = "/search?q=9+rue+des+trois+places";
        String plain = server.get(path).body();
        assertThat(plain).doesNotContain("parcels").doesNotContain("certified");
        String detailed =
                server.get(
                                path
                                        + "&fields=certified,parcels,positionType,updated,source"
                                        + "&fields=cleInterop,streetBanId,positions")
                        .body();
        assertThatJson(detailed)
                .node("features[0].properties")
                .isObject()
                .containsEntry("banId", "33333333-3333-4333-8333-333333333339")
                .containsEntry("streetBanId", "22222222-2222-4222-8222-222222222223")
                .containsEntry("certified", true)
                .containsEntry("positionType", "entrée")
                .containsEntry("updated", "2025-11-09")
                .containsEntry("source", "commune")
                .containsEntry("cleInterop", "31591_xxxx_00009");
        assertThatJson(detailed)
                .node("features[0].properties.parcels")
                .isEqualTo("[\"315910000A0012\"]");
        assertThatJson(detailed)
                .node("features[0].properties.positions")
                .isEqualTo(
                        """
                        [{"positionType":"entrée","lon":1.02,"lat":43.12},
                         {"positionType":"segment","lon":1.01,"lat":43.11}]
                        """);
    }

    @Test
    void doesNotReturnTheIdentifierOfTheStreetForAHouseNumber() {
        assertThatJson(server.get("/search?q=11+rue+des+trois+places").body())
                .node("features[0].properties")
                .isObject()
                .containsEntry("housenumber", "11")
                .doesNotContainKey("banId");
    }
}
