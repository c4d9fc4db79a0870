package io.odonym.improve.roles;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One table of examples for each role: the query, and its tokens with the roles except WORD. */
class QueryReadingTest {

    private static final Map<String, List<String>> MUNICIPALITIES =
            Map.of(
                    "paris", List.of("75001", "75004", "75011", "75014", "75015"),
                    "lyon", List.of("69002"),
                    "nice", List.of("06000"),
                    "valbonne", List.of("06560"),
                    "hem", List.of("59510"),
                    "ajaccio", List.of("20000"),
                    "nantes", List.of("44000"),
                    "gap", List.of("05000"));

    private static final Gazetteer NAMES =
            new Gazetteer() {
                @Override
                public boolean isPostcode(String postcode) {
                    return MUNICIPALITIES.values().stream()
                            .anyMatch(postcodes -> postcodes.contains(postcode));
                }

                @Override
                public List<String> municipalityPostcodes(List<String> words) {
                    return MUNICIPALITIES.getOrDefault(String.join(" ", words), List.of());
                }
            };

    private static String describe(String query) {
        List<String> readings = new ArrayList<>();
        for (QueryReading reading : QueryReading.read(query, NAMES)) {
            List<String> words = new ArrayList<>();
            for (RoleToken token : reading.tokens()) {
                words.add(
                        token.role() == TokenRole.WORD
                                ? token.text()
                                : (token.asked().isEmpty() ? token.text() : token.asked())
                                        + "["
                                        + token.role().word()
                                        + "]");
            }
            readings.add(String.join(" ", words));
        }
        return String.join(" | ", readings);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    12.0 rue haute 75011.0 paris; 12 rue haute 75011 paris
                    12,00 rue haute 75011 paris; 12 rue haute 75011 paris
                    12.5 rue haute; 12 5 rue haute
                    """)
    void restoresDecimals(String query, String roles) {
        assertThat(describe(query)).isEqualTo(roles);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    rue haute 75 011 paris; rue haute 75011[postcode] paris
                    rue haute 750 11 paris; rue haute 75011[postcode] paris
                    12 200 rue haute paris; 12 200 rue haute paris
                    rue haute 99 999 paris; rue haute 99 999 paris
                    rue haute 6560 valbonne; rue haute 06560[postcode] valbonne
                    6560 rue haute valbonne; 6560 rue haute valbonne
                    rue haute 6560 nice; rue haute 06560[postcode] nice
                    rue haute 3750 gap; rue haute 3750 gap
                    """)
    void restoresPostcodes(String query, String roles) {
        assertThat(describe(query)).isEqualTo(roles);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    rue de rivoli paris 4; rue de rivoli paris 75004[postcode]
                    rue de rivoli paris IVe; rue de rivoli paris 75004[postcode]
                    rue de rivoli paris 11e arrondissement; rue de rivoli paris 75011[postcode]
                    rue de rivoli 4e paris; rue de rivoli 75004[postcode] paris
                    rue de rivoli 75004 paris 4; rue de rivoli 75004 paris 4[arrondissement]
                    lyon 2; lyon 2e[name_number] arrondissement[name_number]
                    lyon02; lyon 2e[name_number] arrondissement[name_number]
                    lyon ii; lyon 2e[name_number] arrondissement[name_number]
                    69002 lyon 2 e; lyon 2e[name_number] arrondissement[name_number]
                    2e arrondissement de lyon; lyon 2e[name_number] arrondissement[name_number]
                    rue de paris 4; rue de paris 4
                    paris 12 rue haute; paris 12 rue haute
                    rue haute paris 25; rue haute paris 25
                    """)
    void recognizesArrondissements(String query, String roles) {
        assertThat(describe(query)).isEqualTo(roles);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    rue haute nice 06; rue haute nice 6[department]
                    rue haute ajaccio (2A); rue haute ajaccio 2a[department]
                    06 nice; 6[department] nice
                    nice (6); nice 6[department]
                    gap (6); gap 6
                    'hem, nord'; hem nord[department]
                    nantes (loire-atlantique); nantes loire[department] atlantique[department]
                    rue haute nice 12; rue haute nice 12
                    rue de nice 06 rue haute; rue de nice 6 rue haute
                    """)
    void recognizesDepartments(String query, String roles) {
        assertThat(describe(query)).isEqualTo(roles);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    rue haute 44952 nantes cedex 9; rue haute 44952[cedex] nantes cedex[cedex] 9[cedex]
                    rue haute 44000 nantes cedex; rue haute 44000 nantes cedex[cedex]
                    rue haute 75739 paris cedex 15; rue haute 75015[postcode] paris cedex[cedex] 15[cedex]
                    rue haute 44000 gap cedex; rue haute 44000[cedex] gap cedex[cedex]
                    44 952 nantes cedex 9; 44952[cedex] nantes cedex[cedex] 9[cedex]
                    44 952 rue haute nantes cedex; 44 952 rue haute nantes cedex[cedex]
                    """)
    void recognizesCedex(String query, String roles) {
        assertThat(describe(query)).isEqualTo(roles);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    rue haute BP 12 44000 nantes; rue haute bp[box] 12[box] 44000 nantes
                    rue haute CS n° 40012; rue haute cs[box] ndeg[box] 40012[box]
                    'rue haute, cp 44000 nantes'; rue haute cp[box] 44000 nantes
                    """)
    void recognizesPostBoxes(String query, String roles) {
        assertThat(describe(query.replace("n°", "n° "))).isEqualTo(roles);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    'rue haute, 44000 nantes, france'; rue haute 44000 nantes france[country]
                    'rue haute, F-44000 nantes'; rue haute f[country] 44000 nantes
                    rue haute fort de france; rue haute fort de france
                    """)
    void recognizesTheCountry(String query, String roles) {
        assertThat(describe(query)).isEqualTo(roles);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    rue haute tel 01 02 03 04 05; rue haute tel[telephone] 1[telephone] 2[telephone] 3[telephone] 4[telephone] 5[telephone]
                    rue haute 0102030405 paris; rue haute 0102030405[telephone] paris
                    """)
    void recognizesTelephoneNumbers(String query, String roles) {
        assertThat(describe(query)).isEqualTo(roles);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    rue haute dossier 12; rue haute dossier[reference] 12[reference]
                    'dossier 12 : rue haute'; dossier[reference] 12[reference] rue haute
                    'réf. AB12, 4 rue haute'; ref[reference] ab12[reference] 4 rue haute
                    rue du dossier 12; rue du dossier 12
                    """)
    void recognizesReferences(String query, String roles) {
        assertThat(describe(query)).isEqualTo(roles);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    bat b 12 rue haute; bat[unit] b[unit] 12 rue haute
                    esc 4 8 rue haute; esc[unit] 4[unit] 8 rue haute
                    rue haute tour 3; rue haute tour[unit] 3[unit]
                    rue de la tour 3; rue de la tour 3
                    3e étage 12 rue haute; 3e[unit] etage[unit] 12 rue haute
                    rue haute appt n 12 75011; rue haute appt[unit] n[unit] 12[unit] 75011
                    porte d'orleans; porte d orleans
                    appt 12 rue haute; appt 12 rue haute
                    rue haute, porte gauche; rue haute porte[unit] gauche[unit]
                    """)
    void recognizesUnits(String query, String roles) {
        assertThat(describe(query)).isEqualTo(roles);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    00 rue haute; 0[no_number] rue haute
                    s/n rue haute; s[no_number] n[no_number] rue haute
                    sans numéro rue haute; sans[no_number] numero[no_number] rue haute
                    10 rue haute; 10 rue haute
                    """)
    void recognizesThatThereIsNoNumber(String query, String roles) {
        assertThat(describe(query)).isEqualTo(roles);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    96-98 rue haute; 96-98[house_number] rue haute
                    12/14 rue haute; 12/14[house_number] rue haute
                    6 à 10 rue haute; 6 a 10[house_number] rue haute
                    8 et 12 bis rue haute; 8 et 12bis[house_number] rue haute
                    rue haute 2-4 75011 paris; rue haute 2-4[house_number] 75011 paris
                    6 a rue haute; 6 a rue haute
                    rue du 8-10 haute; rue du 8 10 haute
                    """)
    void recognizesRanges(String query, String roles) {
        assertThat(describe(query)).isEqualTo(roles);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    3 rue du 19 mars 1962; 3 rue du 19[name_number] mars 1962[name_number]
                    RN 12 gap; rn 12[name_number] gap
                    RD906 gap; rd 906[name_number] gap
                    rue nationale 17 gap; rue nationale 17 gap
                    route nationale 17 gap; route nationale 17[name_number] gap
                    rue haute 75011 paris 3; rue haute 75011 paris 3[arrondissement]
                    rue haute 44000 nantes 3; rue haute 44000 nantes 3[name_number]
                    44000 nantes rue haute 3; 44000 nantes rue haute 3
                    'rue haute, nantes 3'; rue haute nantes 3[name_number]
                    """)
    void recognizesNumbersThatAreNoHouseNumbers(String query, String roles) {
        assertThat(describe(query)).isEqualTo(roles);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    2 rue haute / 4 rue basse 44000 nantes; 2 rue haute 44000 nantes | 4 rue basse 44000 nantes
                    2 rue haute angle rue basse nantes; 2 rue haute nantes | rue basse nantes
                    angle de la rue haute et de la rue basse 44000 nantes; rue haute 44000 nantes | rue basse 44000 nantes
                    2 rue du chemin vert 44000 nantes; 2 rue du chemin vert 44000 nantes
                    """)
    void readsACornerAsTwoStreets(String query, String readings) {
        assertThat(describe(query)).isEqualTo(readings);
    }

    @Test
    void separatesJoinedNumbers() {
        assertThat(describe("12rue haute 75011paris")).isEqualTo("12 rue haute 75011 paris");
        assertThat(describe("0012 rue haute")).isEqualTo("12 rue haute");
        assertThat(describe("lieu-dit la haie")).isEqualTo("la haie");
    }
}
