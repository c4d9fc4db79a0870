package io.odonym.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odonym.model.HouseNumber;
import io.odonym.model.JsonObject;
import io.odonym.model.Place;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class AddressCsvReaderTest {

    private static final String BAN =
            "id;id_fantoir;numero;rep;nom_voie;code_postal;code_insee;nom_commune;code_insee_ancienne_commune;nom_ancienne_commune;x;y;lon;lat;type_position;alias;nom_ld;libelle_acheminement;nom_afnor;source_position;source_nom_voie;certification_commune;cad_parcelles\n";

    private static final String BAL =
            "cle_interop;commune_insee;commune_nom;commune_deleguee_insee;commune_deleguee_nom;voie_nom;lieudit_complement_nom;numero;suffixe;position;x;y;long;lat;id_ban_adresse\n";

    @TempDir private Path folder;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static String ban(
            String id,
            String numero,
            String rep,
            String voie,
            String lon,
            String lat,
            String more) {
        return id
                + ";;"
                + numero
                + ";"
                + rep
                + ";"
                + voie
                + ";75001;75101;Paris 1er Arrondissement;;;10.25;20.5;"
                + lon
                + ";"
                + lat
                + ";parcelle;"
                + more
                + ";commune;commune;1;\n";
    }

    @Test
    void groupsHouseNumbersByStreet() throws Exception {
        Place street =
                Documents.read(
                                file(
                                        "ban.csv",
                                        "\uFEFF"
                                                + BAN
                                                + ban(
                                                        "75101_12_00001",
                                                        "1",
                                                        "",
                                                        "Rue X",
                                                        "2.33",
                                                        "48.86",
                                                        ";;PARIS;RUE X")
                                                + ban(
                                                        "75101_12_00002_bis",
                                                        "2",
                                                        "BIS",
                                                        "Rue X",
                                                        "2.34",
                                                        "48.87",
                                                        ";;PARIS;RUE X")
                                                + ban(
                                                        "75101_12_00009",
                                                        "9",
                                                        "",
                                                        "Rue X",
                                                        "2.35",
                                                        "48.88",
                                                        ";;PARIS;RUE X")))
                        .only();
        assertThat(street.attributes())
                .isEqualTo(
                        new JsonObject(
                                List.of(
                                        "id",
                                        "type",
                                        "name",
                                        "postcode",
                                        "citycode",
                                        "city",
                                        "district",
                                        "lon",
                                        "lat",
                                        "x",
                                        "y",
                                        "context",
                                        "importance"),
                                List.of(
                                        "75101_12",
                                        "street",
                                        "Rue X",
                                        "75001",
                                        List.of("75101", "75056"),
                                        List.of("Paris", "Paris 1er Arrondissement"),
                                        "Paris 1er Arrondissement",
                                        2.34,
                                        48.87,
                                        10.25,
                                        20.5,
                                        "75, Paris, Île-de-France",
                                        0.49556)));
        assertThat(street.houseNumbers())
                .extracting(HouseNumber::number)
                .containsExactly("1", "2bis", "9");
        assertThat(street.houseNumbers().get(1).attributes())
                .isEqualTo(
                        new JsonObject(
                                List.of(
                                        "id",
                                        "lon",
                                        "lat",
                                        "x",
                                        "y",
                                        "_certified",
                                        "_positionType",
                                        "_source"),
                                List.of(
                                        "75101_12_00002_bis",
                                        2.34,
                                        48.87,
                                        10.25,
                                        20.5,
                                        true,
                                        "parcelle",
                                        "commune")));
    }

    @Test
    void computesTheImportanceOfTheBan() {
        // The street 75101_0773 of the BAN's export has 21 house numbers; 15,114 inhabitants live
        // in its arrondissement.
        assertThat(CommuneTable.importance(15_114, 21)).isEqualTo(0.5808);
        assertThat(CommuneTable.importance(0, 0)).isZero();
        assertThat(CommuneTable.importance(2_103_778, 0)).isEqualTo(0.67303);
    }

    @Test
    void addsAliasesAfnorNamesAndLocalitiesToTheNames() throws Exception {
        Place street =
                Documents.read(
                                file(
                                        "ban.csv",
                                        BAN
                                                + ban(
                                                        "75101_12_00001",
                                                        "1",
                                                        "",
                                                        "Rue Éluard",
                                                        "2.33",
                                                        "48.86",
                                                        "Rue Paul;Le Bourg;PARIS;R ELUARD")
                                                + ban(
                                                        "75101_12_00002",
                                                        "2",
                                                        "",
                                                        "Rue Éluard",
                                                        "2.33",
                                                        "48.86",
                                                        ";;PARIS;RUE ELUARD")))
                        .only();
        assertThat(street.attributes().get("name"))
                .contains(List.of("Rue Éluard", "Rue Paul", "R ELUARD", "Le Bourg"));
    }

    @Test
    void readsTheFormerMunicipality() throws Exception {
        Place street =
                Documents.read(
                                file(
                                        "ban.csv",
                                        BAN
                                                + "74010_1_00001;;1;;Rue"
                                                + " X;74940;74010;Annecy;74011;Annecy-le-Vieux;;;6.1;45.9;;;;;;;;1;\n"))
                        .only();
        assertThat(street.attributes().text("oldcitycode")).isEqualTo("74011");
        assertThat(street.attributes().text("oldcity")).isEqualTo("Annecy-le-Vieux");
        // As in the BAN's addok export.
        assertThat(street.attributes().get("city")).contains(List.of("Annecy", "Annecy-le-Vieux"));
        assertThat(street.attributes().get("citycode")).contains(List.of("74010", "74011"));
        assertThat(street.attributes().keys()).doesNotContain("district", "x", "y");
        assertThat(street.attributes().text("context"))
                .isEqualTo("74, Haute-Savoie, Auvergne-Rhône-Alpes");
    }

    @Test
    void separatesStreetsWithoutACode() throws Exception {
        Documents documents =
                Documents.read(
                        file(
                                "ban.csv",
                                BAN
                                        + "74010_xxxx_00001;;1;;Rue"
                                        + " X;74940;74010;Annecy;;;;;6.1;45.9;;;;;;;;1;\n"
                                        + "74010_xxxx_00001;;1;;Rue"
                                        + " Y;74940;74010;Annecy;;;;;6.1;45.9;;;;;;;;1;\n"));
        assertThat(documents.badLines).isEmpty();
        assertThat(documents.places).extracting(Place::id).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void readsLieuxDits() throws Exception {
        Place place =
                Documents.read(
                                file(
                                        "lieux-dits-01.csv",
                                        "id;nom_lieu_dit;code_postal;code_insee;nom_commune;code_insee_ancienne_commune;nom_ancienne_commune;x;y;lon;lat;source_position;source_nom_voie\n"
                                            + "01001_b001;Les"
                                            + " Essarts;01400;01001;L'Abergement-Clémenciat;;;1.5;2.5;4.9;46.1;commune;commune\n"))
                        .only();
        assertThat(place.type()).isEqualTo("locality");
        assertThat(place.id()).isEqualTo("01001_b001");
        assertThat(place.importance()).isEqualTo(CommuneTable.importance(860, 1));
        assertThat(place.houseNumbers()).isEmpty();
    }

    @Test
    void readsBal() throws Exception {
        Documents documents =
                Documents.read(
                        file(
                                "bal.csv",
                                BAL
                                        + "01001_0010_00003_ter;01001;L'Abergement-Clémenciat;;;Rue"
                                        + " Haute;;3;TER;segment;;;4.91;46.11;\n"
                                        + "01001_0010_00003_ter;01001;L'Abergement-Clémenciat;;;Rue"
                                        + " Haute;;3;ter;entrée;;;4.92;46.12;11111111-2222-3333-4444-555555555555\n"
                                        + "01001_0010_00003_ter;01001;L'Abergement-Clémenciat;;;Rue"
                                        + " Haute;;3;ter;entrée;;;4.93;46.13;\n"
                                        + "01001_0020_99999;01001;L'Abergement-Clémenciat;01999;Ancienne;Le"
                                        + " Hameau;;99999;;;;;4.95;46.15;\n"));
        assertThat(documents.badLines).isEmpty();
        Place street = documents.places.get(0);
        assertThat(street.id()).isEqualTo("01001_0010");
        assertThat(street.attributes().text("postcode")).isEqualTo("01400");
        assertThat(street.houseNumbers()).hasSize(1);
        assertThat(street.houseNumbers().getFirst().number()).isEqualTo("3ter");
        assertThat(street.houseNumbers().getFirst().longitude()).isEqualTo(4.92);
        assertThat(street.houseNumbers().getFirst().attributes().text("banId"))
                .startsWith("11111111");
        Place hamlet = documents.places.get(1);
        assertThat(hamlet.type()).isEqualTo("locality");
        assertThat(hamlet.attributes().text("oldcitycode")).isEqualTo("01999");
        assertThat(hamlet.attributes().text("oldcity")).isEqualTo("Ancienne");
        assertThat(hamlet.latitude()).isEqualTo(46.15);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ;;1;;Rue X;75001;75101;P;;;;;2.34;48.86;;;;;;;;;           | id is missing
                    75101;;1;;Rue X;75001;75101;P;;;;;2.34;48.86;;;;;;;;;      | id does not consist of a street and a house number
                    75101_1_00001;;1;b;Rue X;75001;75101;P;;;;;2.34;48.86;;;;;;;;; | id does not consist of a street and a house number
                    75101_1_00001;;;;Rue X;75001;75101;P;;;;;2.34;48.86;;;;;;;;;   | numero is missing
                    75101_1_00001;;x;;Rue X;75001;75101;P;;;;;2.34;48.86;;;;;;;;;  | numero is not a number: x
                    75101_1_00001;;1;;;75001;75101;P;;;;;2.34;48.86;;;;;;;;;       | nom_voie is missing
                    75101_1_00001;;1;;Rue X;75001;75101;P;;;;;;48.86;;;;;;;;;   | lon is missing
                    75101_1_00001;;1;;Rue X;75001;75101;P;;;a;;2.34;48.86;;;;;;;;; | x is not a number: a
                    75101_1_00001;;1;;Rue X;75001;75101;;;;;;2.34;48.86;;;;;;;;;   | nom_commune is missing
                    """)
    void reportsInvalidRows(String row, String reason) throws Exception {
        Documents documents = Documents.read(file("bad.csv", BAN + row + "\n"));
        assertThat(documents.places).isEmpty();
        assertThat(documents.badLines).hasSize(1);
        assertThat(documents.badLines.getFirst().line()).isEqualTo(2);
        assertThat(documents.badLines.getFirst().reason()).contains(reason);
    }

    @Test
    void reportsMissingColumns() throws Exception {
        Path path = file("ban.csv", BAN.replace(";lat;", ";"));
        assertThatThrownBy(() -> Documents.read(path))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("ban.csv: column lat is missing");
        Path bal = file("bal.csv", BAL.replace("voie_nom;", ""));
        assertThatThrownBy(() -> Documents.read(bal))
                .hasMessageContaining("column toponyme or voie_nom is missing");
        Path other = file("other.csv", "a,b\n1,2\n");
        assertThatThrownBy(() -> Documents.read(other))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("other.csv has an unknown format");
    }

    @Test
    void rejectsMunicipalitiesWithNonContiguousRows() throws Exception {
        String row = "%s_1_00001;;1;;Rue X;01400;%s;P;;;;;2.34;48.86;;;;;;;;;\n";
        Path path =
                file(
                        "mixed.csv",
                        BAN
                                + row.formatted("01001", "01001")
                                + row.formatted("01002", "01002")
                                + row.formatted("01001", "01001"));
        assertThatThrownBy(() -> Documents.read(path))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("line 4")
                .hasMessageContaining("the rows of municipality 01001 are not contiguous");
    }

    @Tag("whole-city")
    @Test
    void computesTheSameStreetsAsTheBan() throws Exception {
        Documents paris = Documents.read(Path.of("index-data/adresses-75.csv.gz"));
        assertThat(paris.badLines).isEmpty();
        assertThat(paris.places).hasSize(7571);
        assertThat(paris.places.stream().mapToInt(place -> place.houseNumbers().size()).sum())
                .isEqualTo(158_048);
        Place charbonnel =
                paris.places.stream()
                        .filter(place -> place.id().equals("75113_1780"))
                        .findFirst()
                        .orElseThrow();
        // The values of the BAN's addok export.
        assertThat(charbonnel.importance()).isEqualTo(0.69768);
        assertThat(charbonnel.longitude()).isEqualTo(2.342878);
        assertThat(charbonnel.attributes().number("x")).isEqualTo(651753.39);
    }
}
