package io.odonym.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odonym.model.HouseNumber;
import io.odonym.model.Place;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads Base Adresse Locale files in all versions and in the forms in which editors export them.
 */
class BalFilesTest {

    private static final String UUID = "3c87abe4-887b-46ee-9192-5c1b35a0662";

    @TempDir private Path folder;

    private Documents read(String content) throws Exception {
        return Documents.read(Files.writeString(folder.resolve("bal.csv"), content));
    }

    /** Describes places and their house numbers: "id name: number@longitude banId, ...". */
    private static String describe(Documents documents) {
        StringBuilder text = new StringBuilder();
        for (Place place : documents.places) {
            text.append(text.isEmpty() ? "" : " | ")
                    .append(place.id().replaceAll("_[0-9a-z]{6}$", "_code"))
                    .append(' ')
                    .append(place.attributes().text("name"))
                    .append(':');
            for (HouseNumber number : place.houseNumbers()) {
                text.append(' ').append(number.number()).append('@').append(number.longitude());
            }
        }
        for (BadLine line : documents.badLines) {
            text.append(" ! ").append(line.line()).append(": ").append(line.reason());
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            textBlock =
                    """
                    cle_interop;commune_insee;voie_nom;numero;suffixe;commune_nom;position;long;lat§31591_xxxx_00009;31591;Rue des 3 Places;9;;Escoulis;entrée;1.02;43.11
                    cle_interop;commune_insee;toponyme;numero;suffixe;commune_nom;position;long;lat§31591_xxxx_00009;31591;Rue des 3 Places;9;;Escoulis;entrée;1.02;43.11
                    id_ban_commune;id_ban_toponyme;id_ban_adresse;commune_insee;toponyme;numero;commune_nom;long;lat§u1;u2;u3;31591;Rue des 3 Places;9;Escoulis;1.02;43.11
                    LAT;LONG;Numero;Toponyme;Commune_Nom;Commune_INSEE§43.11;1.02;9;Rue des 3 Places;Escoulis;31591
                    cle_intero,voie_nom,numero,commune_no,commune_in,long_wgs84,lat_wgs84§31591_xxxx_00009,Rue des 3 Places,9,Escoulis,31591,1.02,43.11
                    cle_interop|voie_nom|numero|commune_nom|long|lat§31591_xxxx_00009|Rue des 3 Places|9|Escoulis|1.02|43.11
                    "a;b",toponyme,numero,commune_nom,commune_insee,long,lat§,Rue des 3 Places,9,Escoulis,31591,"1,02","43,11"
                    commune_insee;toponyme;numero;commune_nom;long;lat§31591;Rue des 3 Places;00009;Escoulis;1,02;43,11
                    commune_insee;toponyme;numero;commune_nom;long;lat§31591;Rue des 3 Places;9,0000000000;Escoulis;1.02;43.11
                    """)
    void readsAllVersionsAndForms(String header, String row) throws Exception {
        assertThat(describe(read(header + "\n" + row + "\n")))
                .isEqualTo("31591_code Rue des 3 Places: 9@1.02");
    }

    @Test
    void readsTabs() throws Exception {
        assertThat(
                        describe(
                                read(
                                        "\uFEFFcommune_insee\ttoponyme\tnumero\tcommune_nom\tlong"
                                                + "\tlat\n"
                                                + "31591\tRue Haute\t9\tEscoulis\t1.02\t43.11\n")))
                .isEqualTo("31591_code Rue Haute: 9@1.02");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    @c:u1 @v:u2 @a:u3 | u3
                    ' @a:u3 @v:u2 @c:u1' | u3
                    3c87abe4-887b-46ee-9192-5c1b35a06625 | 3c87abe4-887b-46ee-9192-5c1b35a06625
                    """)
    void readsThreeIdentifiersInOneColumn(String uid, String banId) throws Exception {
        Documents documents =
                read(
                        "cle_interop;uid_adresse;voie_nom;numero;commune_nom;long;lat\n"
                                + "31591_0010_00009;"
                                + uid
                                + ";Rue Haute;9;Escoulis;1.02;43.11\n");
        assertThat(documents.only().houseNumbers().getFirst().attributes().text("banId"))
                .isEqualTo(banId);
    }

    /** A street is identified by its BAN identifier, else by its code, else by its name. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            textBlock =
                    """
                    31591_xxxx_00001;;;Rue Haute;1;|31591_xxxx_00001;;;Rue Basse;1;§31591_code Rue Haute: 1@1.01 | 31591_code Rue Basse: 1@1.02
                    31591_0000_00001;;;Rue Haute;1;|31591_0000_00001;;;Rue Basse;1;§31591_code Rue Haute: 1@1.01 | 31591_code Rue Basse: 1@1.02
                    31591_xxxx_00001;;;Rue Haute;1;|31591_xxxx_00002;;;RUE HAUTE;2;§31591_code Rue Haute: 1@1.01 2@1.02
                    31591_xxxx_00001;v;a;Rue Haute;1;|31591_xxxx_00001;w;b;Rue Haute;2;§31591_code Rue Haute: 1@1.01 2@1.02
                    31591_0010_00001;;;Rue Haute;1;|31591_0010_00002;;;Rue Haute;2;§31591_0010 Rue Haute: 1@1.01 2@1.02
                    31591_0010_00001;v;a;Rue Haute;1;|31591_0010_00002;w;b;Rue Basse;2;§31591_0010 Rue Haute: 1@1.01 | 31591_code Rue Basse: 2@1.02
                    ;;;Rue Haute;1;|;;;Rue Haute;1;bis§31591_code Rue Haute: 1@1.01 1bis@1.02
                    31591_0010_00001;;;Rue Haute;1;|31591_0010_00001_bis;;;Rue Haute;1;§31591_0010 Rue Haute: 1@1.01 ! 3: house number 1 of Rue Haute has other identifiers than on line 2
                    """)
    void keepsStreetsApart(String rows, String places) throws Exception {
        StringBuilder content =
                new StringBuilder(
                        "cle_interop;id_ban_toponyme;id_ban_adresse;toponyme;numero;suffixe;commune_insee;commune_nom;long;lat\n");
        int longitude = 1;
        for (String row : rows.split("\\|")) {
            content.append(row).append(";31591;Escoulis;1.0").append(longitude++).append(";43.1\n");
        }
        assertThat(describe(read(content.toString()))).isEqualTo(places);
    }

    @Test
    void generatesTheSameIdentifierInEachImport() throws Exception {
        String file = "commune_insee;toponyme;numero;suffixe;commune_nom;long;lat\n";
        Place street = read(file + "31591;Rue Haute;9;bis;Escoulis;1;43.1\n").only();
        assertThat(street.id())
                .isEqualTo("31591_STREET".replace("STREET", StreetCode.of("rue haute|")));
        assertThat(street.houseNumbers().getFirst().attributes().text("id"))
                .isEqualTo(street.id() + "_00009_bis");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    segment  | entrée   | 1.02
                    parcelle | bâtiment | 1.02
                    entrée   | bâtiment | 1.01
                    logement | cage d’escalier | 1.02
                    délivrance postale | segment | 1.01
                    parcelle | segment  | 1.01
                    inconnue | segment  | 1.02
                    ''       | ''       | 1.01
                    """)
    void showsTheBestPosition(String one, String other, double longitude) throws Exception {
        Place street =
                read("commune_insee;toponyme;numero;commune_nom;position;long;lat\n"
                                + "31591;Rue Haute;9;Escoulis;"
                                + one
                                + ";1.01;43.1\n31591;Rue Haute;9;Escoulis;"
                                + other
                                + ";1.02;43.1\n")
                        .only();
        assertThat(street.houseNumbers().getFirst().longitude()).isEqualTo(longitude);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    31591;Rue Haute;9;Escoulis;;43.1      | long is missing
                    31591;Rue Haute;9;Escoulis;1;         | lat is missing
                    31591;Rue Haute;9;Escoulis;x;43.1     | long is not a number: x
                    31591;Rue Haute;9;Escoulis;0;0        | the longitude and the latitude are 0
                    31591;Rue Haute;9;Escoulis;43.11;1.03 | the longitude and the latitude are swapped: 43.11, 1.03
                    31591;Rue Haute;9;Escoulis;2.35;48.85 | the point 2.35, 48.85 (longitude, latitude) is far from Escoulis (31591)
                    31591;Rue Haute;9 b;Escoulis;1;43.1   | numero is not a number: 9 b
                    31591;Rue Haute;9,5;Escoulis;1;43.1   | numero is not a number: 9,5
                    31591;Rue Haute;123456;Escoulis;1;43.1 | numero must have at most 5 digits: 123456
                    31591;Rue Haute;;Escoulis;1;43.1      | numero is missing
                    31591;;9;Escoulis;1;43.1              | toponyme is missing
                    31591;Rue Haute;9;;1;43.1             | commune_nom is missing
                    ;Rue Haute;9;Escoulis;1;43.1          | commune_insee is missing
                    A7482;Rue Haute;9;Escoulis;1;43.1     | commune_insee is not the INSEE code of a municipality: A7482
                    """)
    void reportsInvalidRows(String row, String reason) throws Exception {
        Documents documents =
                read("commune_insee;toponyme;numero;commune_nom;long;lat\n" + row + "\n");
        assertThat(documents.places).isEmpty();
        assertThat(documents.badLines)
                .extracting(BadLine::line, BadLine::reason)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(2L, reason));
    }

    @ParameterizedTest
    @CsvSource({"windows-1252", "ISO-8859-1"})
    void readsOtherEncodings(String encoding) throws Exception {
        Path file = folder.resolve("bal.csv");
        String ascii = "31591;Rue Haute;1;Escoulis;1;43.1\n".repeat(5000);
        String text =
                "commune_insee;toponyme;numero;commune_nom;long;lat\n"
                        + ascii
                        + "31591;Allée de l'Écluse;9;Escoulis;1;43.1\n";
        Files.write(file, text.getBytes(Charset.forName(encoding)));
        Documents documents = Documents.read(file);
        assertThat(documents.places.getLast().attributes().text("name"))
                .isEqualTo("Allée de l'Écluse");
        assertThat(documents.notes).containsExactly(file + " is read as Windows-1252");
    }

    @Test
    void rejectsRowsInASecondEncoding() throws Exception {
        Path file = folder.resolve("bal.csv");
        byte[] utf8 =
                "commune_insee;toponyme;numero;commune_nom;long;lat\n31591;Allée Haute;9;Escoulis;1;43.1\n31591;All"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        byte[] rest = "\u00e9e Basse;9;Escoulis;1;43.1\n".getBytes(Charset.forName("windows-1252"));
        Files.write(file, utf8);
        Files.write(file, rest, java.nio.file.StandardOpenOption.APPEND);
        Documents documents = Documents.read(file);
        assertThat(documents.places).hasSize(1);
        assertThat(documents.badLines.getFirst().line()).isEqualTo(3);
        assertThat(documents.badLines.getFirst().reason())
                .startsWith("the name contains bytes that are not UTF-8");
        assertThat(documents.notes).isEmpty();
    }

    @Test
    void namesTheMissingColumn() throws IOException {
        Path bal = Files.writeString(folder.resolve("bal.csv"), "voie_nom;commune_insee\n");
        assertThatThrownBy(() -> Documents.read(bal))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("bal.csv: column numero is missing");
        Path key =
                Files.writeString(
                        folder.resolve("bal.csv"), "toponyme;numero;commune_nom;long;lat\n");
        assertThatThrownBy(() -> Documents.read(key))
                .hasMessageContaining("column commune_insee or cle_interop is missing");
    }
}
