package io.odonym.improve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.odonym.index.places.HouseNumbers;
import io.odonym.index.places.StoredPlaceReader;
import io.odonym.rank.HouseNumberResultPolicy;
import io.odonym.rank.ScoredCandidate;
import io.odonym.text.AsciiFolding;
import io.odonym.threads.Deadline;
import io.odonym.threads.SearchTimeoutException;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

class RelaxedSearchTest {

    private static final double[] PARIS = {48.856, 2.359};
    private static final double[] LYON = {45.75, 4.82};
    private static final HouseNumberResultPolicy STREETS =
            new HouseNumberResultPolicy(false, false);
    private static final HouseNumberResultPolicy NUMBERS_ONLY =
            new HouseNumberResultPolicy(true, true);

    /** Returns a result of the plain search: a place, and a number of it, or none. */
    private static ScoredCandidate plain(
            String place, String number, double similarity, double kilometres) {
        int document = FrenchPlaces.document(place);
        HouseNumbers numbers = FrenchPlaces.houseNumbers(place);
        int ordinal =
                number.isEmpty()
                        ? StoredPlaceReader.NO_NUMBER
                        : Arrays.stream(numbers.visibleOrdinals())
                                .filter(i -> numbers.text(i).equals(number))
                                .findFirst()
                                .orElseThrow();
        return new ScoredCandidate(document, ordinal, 0.5, similarity, 0.4, kilometres);
    }

    private static String best(RelaxedSearch.Request request, ScoredCandidate... plain) {
        return FrenchPlaces.search(request, plain).results().stream()
                .findFirst()
                .map(FrenchPlaces::describe)
                .orElse("nothing");
    }

    private static RelaxedSearch.Request request(String text, HouseNumberResultPolicy policy) {
        return new RelaxedSearch.Request(
                AsciiFolding.fold(text),
                false,
                5,
                Optional.empty(),
                policy,
                FrenchPlaces.NO_CENTER,
                false);
    }

    /** The plain search returns one result: a place, a house number and its label similarity. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    12 rue de rivoli paris    | rivoli  | 12 | 0.5  | rivoli 12 [] exact
                    rue de rivoli paris       | rivoli  | '' | 0.5  | rivoli []
                    12 rue de rivoli paris    | rivoli  | '' | 0.99 | rivoli 12 [] exact
                    12 rue de rivoli paris    | mesnil  | 10 | 0.99 | mesnil 10 [] exact
                    12 rue de rivoli paris    | mesnil  | 10 | 0.96 | rivoli 12 [] exact
                    rue de rivoli paris       | mesnil  | '' | 0.97 | mesnil []
                    rue de rivoli paris       | mesnil  | '' | 0.96 | rivoli []
                    10 rue mzsnil paris       | rivoli  | 10 | 0.6  | mesnil 10 [misspelt_words] exact
                    10 rue mzsnil paris       | mesnil  | 10 | 0.6  | mesnil 10 [] exact
                    12 bis rue de rivoli      | rivoli  | 12 | 0.6  | rivoli 12 [unknown_number] suffix
                    46 rue de rivoli paris    | rivoli  | '' | 0.6  | rivoli 44 [unknown_number] nearest
                    46 rue de rivoli paris    | mesnil  | 10 | 0.6  | rivoli 44 [unknown_number] nearest
                    3 rue du onze novembre amiens | onze | '' | 0.9 | onze-d 3 [] exact
                    1 rue du onze novembre amiens | onze | 1  | 0.9 | onze 1 [] exact
                    7 rue du 11 novembre amiens | onze-d | '' | 0.9 | onze 7 [] exact
                    9 rue du onze novembre amiens | onze | '' | 0.9 | onze 7 [unknown_number] nearest
                    rue du moulin lyon        | moulin-a | '' | 0.8 | moulin-l []
                    rue du moulin             | moulin-b | '' | 0.8 | moulin-b []
                    """)
    void replacesAPlainResultThatDoesNotMatch(
            String text, String place, String number, double similarity, String result) {
        RelaxedSearch.Request request = FrenchPlaces.request(text, FrenchPlaces.NO_CENTER, false);

        assertThat(best(request, plain(place, number, similarity, 0))).isEqualTo(result);
    }

    @Test
    void returnsNothingIfNeitherSearchFindsAnything() {
        assertThat(FrenchPlaces.search("xyzzy")).isEmpty();
        assertThat(FrenchPlaces.search("")).isEmpty();
    }

    @Test
    void prefersPlacesNearTheCentre() {
        ScoredCandidate far = plain("moulin-a", "", 1, 400);
        ScoredCandidate near = plain("moulin-a", "", 1, 0.9);

        assertThat(best(FrenchPlaces.request("rue du moulin", LYON, false), far))
                .isEqualTo("moulin-l [near_centre]");
        assertThat(best(FrenchPlaces.request("rue du moulin", LYON, false), near))
                .isEqualTo("moulin-a []");
    }

    @Test
    void measuresTheDistanceOfTheHouseNumber() {
        List<RelaxedResults.Result> results =
                FrenchPlaces.search(FrenchPlaces.request("rue de rivoli 40 paris", PARIS, false))
                        .results();

        assertThat(FrenchPlaces.describe(results.getFirst()))
                .isEqualTo("rivoli 40 [number_position] exact");
        assertThat(results.getFirst().candidate().kilometres())
                .isEqualTo(0.4445, Offset.offset(1e-4));
    }

    @Test
    void subtractsTheCostFromTheScore() {
        double exact = FrenchPlaces.search("10 rue mesnil paris").getFirst().candidate().score();
        double misspelt = FrenchPlaces.search("10 rue mzsnil paris").getFirst().candidate().score();

        assertThat(exact - misspelt).isEqualTo(0.05, Offset.offset(1e-9));
        assertThat(exact).isBetween(0.9, 1.0);
    }

    /** Each unknown term adds 2.4 points; a result costs at most 3.8. */
    @Test
    void returnsNothingAboveTheMaximumCost() {
        assertThat(FrenchPlaces.describeBest("rue des tanneurs xyzzy amiens"))
                .isEqualTo("tanneurs [extra_words]");
        assertThat(FrenchPlaces.describeBest("rue des tanneurs xyzzy qwerty amiens"))
                .isEqualTo("nothing");
    }

    @Test
    void limitsTheNumberOfResults() {
        assertThat(FrenchPlaces.search("rue du moulin")).hasSizeGreaterThanOrEqualTo(3);
        RelaxedSearch.Request two =
                new RelaxedSearch.Request(
                        "rue du moulin",
                        false,
                        2,
                        Optional.empty(),
                        new HouseNumberResultPolicy(true, false),
                        FrenchPlaces.NO_CENTER,
                        false);

        assertThat(FrenchPlaces.search(two).results()).hasSize(2);
    }

    @Test
    void followsTheHouseNumberPolicy() {
        assertThat(best(request("rue de rivoli 12 paris", STREETS))).isEqualTo("rivoli []");
        assertThat(best(request("rue de rivoli 12 paris", NUMBERS_ONLY)))
                .isEqualTo("rivoli 12 [number_position] exact");
        assertThat(best(request("rue de rivoli paris", NUMBERS_ONLY))).isEqualTo("nothing");
    }

    @Test
    void refundsTermsOfOtherNames() {
        assertThat(FrenchPlaces.describeBest("rue des lauriers puits bordeaux"))
                .isEqualTo("lauriers [extra_words]");
        double refunded =
                FrenchPlaces.search("rue des lauriers puits bordeaux")
                        .getFirst()
                        .candidate()
                        .score();
        double charged =
                FrenchPlaces.search("rue des lauriers xyzzy bordeaux")
                        .getFirst()
                        .candidate()
                        .score();

        assertThat(refunded - charged).isEqualTo(0.05 * 0.9 * 2.4, Offset.offset(0.02));
    }

    @Test
    void explainsEachPhaseOnRequest() {
        RelaxedResults explained =
                FrenchPlaces.search(
                        FrenchPlaces.request("10 rue mzsnil", FrenchPlaces.NO_CENTER, true));

        assertThat(explained.attempts())
                .extracting(RelaxedResults.Attempt::name)
                .containsExactlyElementsOf(ImprovementRules.phaseNames());
        assertThat(
                        FrenchPlaces.search(
                                        FrenchPlaces.request(
                                                "10 rue mzsnil", FrenchPlaces.NO_CENTER, false))
                                .attempts())
                .isEmpty();
    }

    @Test
    void explainsTheClassificationOfAGoodResult() {
        RelaxedResults explained =
                FrenchPlaces.search(
                        FrenchPlaces.request(
                                "12 rue de rivoli paris", FrenchPlaces.NO_CENTER, true),
                        plain("rivoli", "12", 0.5, 0));

        assertThat(explained.attempts())
                .extracting(RelaxedResults.Attempt::name)
                .containsExactly("roles", "number_position", "extra_words");
    }

    @Test
    void interpolatesUnknownNumbers() {
        RelaxedResults.Result result = FrenchPlaces.search("20 rue de rivoli paris").getFirst();

        assertThat(FrenchPlaces.describe(result))
                .isEqualTo("rivoli 14 [unknown_number] interpolated");
        assertThat(result.requestedNumber()).isEqualTo("20");
        assertThat(result.fraction()).isEqualTo(6 / 26.0);
        assertThat(FrenchPlaces.houseNumbers("rivoli").text(result.upperNumber())).isEqualTo("40");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10 rue mzsnil paris", "ville ville ville", "rue de rivoli 1 paris"})
    void endsAtItsDeadline(String text) {
        RelaxedSearch.Request request =
                new RelaxedSearch.Request(
                        AsciiFolding.fold(text),
                        false,
                        5,
                        Optional.empty(),
                        STREETS,
                        FrenchPlaces.NO_CENTER,
                        false,
                        Deadline.after(Duration.ofNanos(-1)));
        assertThatExceptionOfType(SearchTimeoutException.class)
                .isThrownBy(() -> FrenchPlaces.search(request));
    }
}
