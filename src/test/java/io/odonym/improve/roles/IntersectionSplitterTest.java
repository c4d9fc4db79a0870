package io.odonym.improve.roles;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.improve.tokens.RoleToken;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

class IntersectionSplitterTest {

    private static final Map<String, List<String>> MUNICIPALITIES =
            Map.of(
                    "paris", List.of("75001", "75004"),
                    "rennes", List.of("35000"),
                    "la rochelle", List.of("17000"));

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

    private static String words(QueryReading reading) {
        return reading.searched().stream().map(RoleToken::text).collect(Collectors.joining(" "));
    }

    private static String describe(String query) {
        return QueryReading.readAll(query, NAMES)
                .corner()
                .map(
                        corner ->
                                words(corner.first())
                                        + " | "
                                        + words(corner.second())
                                        + (corner.inCity() ? "" : " (no city)")
                                        + (corner.numbered() ? " (numbered)" : ""))
                .orElse("no corner");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    rue haute / rue basse paris; rue haute paris | rue basse paris
                    'rue haute, rue basse, 75001 paris'; rue haute 75001 paris | rue basse 75001 paris
                    rue haute & rue basse paris; rue haute paris | rue basse paris
                    rue haute - rue basse - paris; rue haute paris | rue basse paris
                    rue haute et rue basse paris; rue haute paris | rue basse paris
                    rue haute x rue basse paris; rue haute paris | rue basse paris
                    rue haute angle rue basse paris; rue haute paris | rue basse paris
                    rue haute au coin de la rue basse paris; rue haute paris | rue basse paris
                    rue haute à l'angle avec la rue basse paris; rue haute paris | rue basse paris
                    angle rue haute et rue basse paris; rue haute paris | rue basse paris
                    angle rue haute rue basse paris; rue haute paris | rue basse paris
                    au croisement de la rue haute et de la rue basse paris; rue haute paris | rue basse paris
                    à l'angle de l'avenue haute et du boulevard bas paris; avenue haute paris | boulevard bas paris
                    rue haute / rue basse paris 4; rue haute 75004 | rue basse paris 75004
                    rue haute / rue basse; rue haute | rue basse (no city)
                    paris rue haute / rue basse; paris rue haute | rue basse (no city)
                    """)
    void readsTwoStreets(String query, String streets) {
        assertThat(describe(query)).isEqualTo(streets);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    21 rue haute / 34 rue basse paris; 21 rue haute paris | 34 rue basse paris (numbered)
                    '21, rue haute / 34, rue basse paris'; 21 rue haute paris | 34 rue basse paris (numbered)
                    4 rue haute angle rue basse paris; 4 rue haute paris | rue basse paris (numbered)
                    rue haute angle 4 bis rue basse paris; rue haute paris | 4 bis rue basse paris (numbered)
                    angle 4 rue haute et rue basse paris; 4 rue haute paris | rue basse paris (numbered)
                    '16 rue haute, 62 grande rue du bas, 75001 paris'; 16 rue haute 75001 paris | 62 grande rue du bas 75001 paris (numbered)
                    rue du 8 mai 1945 / rue basse paris; rue du 8 mai 1945 paris | rue basse paris
                    """)
    void keepsEachNumberWithItsStreet(String query, String streets) {
        assertThat(describe(query)).isEqualTo(streets);
    }

    /** A municipality after a preposition or the street type belongs to the name of the street. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    angle rue haute et rue de rennes; rue haute | rue de rennes (no city)
                    angle rue haute et rue de rennes paris; rue haute paris | rue de rennes paris
                    rue haute / place rennes; rue haute | place rennes (no city)
                    rue haute / rue de la rochelle; rue haute | rue de la rochelle (no city)
                    rue haute / rue basse la rochelle; rue haute la rochelle | rue basse la rochelle
                    """)
    void distinguishesTheCityFromTheNameOfAStreet(String query, String streets) {
        assertThat(describe(query)).isEqualTo(streets);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rue haute paris",
                "2 rue du chemin vert paris",
                "rue du coin paris",
                "rue de l'angle paris",
                "place du marché et de l'église paris",
                "rue neuve de la place paris",
                "carrefour de l'odéon paris",
                "angle paris",
                ""
            })
    void readsOtherQueriesAsOneAddress(String query) {
        assertThat(describe(query)).isEqualTo("no corner");
    }
}
