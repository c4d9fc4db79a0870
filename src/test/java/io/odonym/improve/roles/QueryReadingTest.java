package io.odonym.improve.roles;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.tokens.RoleToken;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;

class QueryReadingTest {

    private static String describe(String query) {
        List<String> readings = new ArrayList<>();
        for (QueryReading reading : QueryReading.read(query, RoleExamples.GAZETTEER)) {
            readings.add(String.join(" ", reading.tokens().stream().map(RoleToken::text).toList()));
        }
        return String.join(" | ", readings);
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

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    12 bis rue haute 75011 paris; 12:house_number bis:suffix rue:street_type haute:name 75011:postcode paris:city
                    bat b, douze rue de la paix, paris 2; bat:unit b:unit 12:house_number rue:street_type de:name la:name paix:name paris:city 75002:postcode
                    96-98 rue du 8 mai 1945, BP 12, 44952 nantes cedex 9; 96-98:house_number rue:street_type du:name 8:name_number mai:name 1945:name_number bp:box 12:box 44952:cedex nantes:city cedex:cedex 9:cedex
                    le bourg, hem, nord, france; le:name bourg:name hem:city nord:department france:country
                    """)
    void givesEachTokenARole(String query, String roles) {
        List<String> described = new ArrayList<>();
        for (RoleToken token : RoleExamples.read(query).tokens()) {
            String text = token.asked().isEmpty() ? token.text() : token.asked();
            described.add(text + ":" + token.role().word());
        }

        assertThat(String.join(" ", described)).isEqualTo(roles);
    }
}
