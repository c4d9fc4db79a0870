package io.odonym.rank;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.index.places.RankingRecord;
import io.odonym.model.JsonObject;
import io.odonym.model.Place;
import io.odonym.testing.RandomTrials;
import io.odonym.testing.RandomValues;
import io.odonym.text.AsciiFolding;
import io.odonym.text.FoldedAlphabet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class LabelSimilarityTest {

    private final LabelSimilarity similarity = new LabelSimilarity();

    private static String word(RandomValues random) {
        return random.text("abc 1É'", 0, 9);
    }

    @Test
    void equalsAPlainImplementationOfAddoksFormulas() {
        RandomTrials.check(
                2000,
                random ->
                        checkFormula(
                                word(random),
                                random.list(1, 3, () -> word(random)),
                                random.list(1, 3, () -> word(random)),
                                word(random),
                                word(random),
                                random.flag(),
                                random.flag()));
    }

    private void checkFormula(
            String query,
            List<String> names,
            List<String> cities,
            String postcode,
            String number,
            boolean municipality,
            boolean autocomplete) {
        String folded = AsciiFolding.fold(query);
        List<String> labels = labels(names, cities, postcode, number, municipality);
        similarity.start(folded, autocomplete);
        double expected = autocomplete ? incomplete(folded, labels) : complete(folded, labels);
        assertThat(
                        similarity.maxSimilarity(
                                record(names, cities, postcode, municipality),
                                FoldedAlphabet.codes(AsciiFolding.fold(number))))
                .as("%s against %s", folded, labels)
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "rue de la paix paris, false, 1.0",
        "rue de la paix, true, 1.0",
        "rue de la pa, true, 0.9",
        "paix 75002, true, 0.7",
        "75002 paris, true, 0.7",
        "xyz, false, 0.0"
    })
    void scoresTheLabelsOfTheRueDeLaPaix(String query, boolean autocomplete, double expected) {
        similarity.start(query, autocomplete);
        assertThat(
                        similarity.maxSimilarity(
                                record(List.of("Rue de la Paix"), List.of("Paris"), "75002", false),
                                new byte[0]))
                .isEqualTo(expected);
    }

    /** Returns the folded labels of a place (addok-france 1.2.0, make_labels). */
    private static List<String> labels(
            List<String> names,
            List<String> cities,
            String postcode,
            String number,
            boolean municipality) {
        List<String> all = new ArrayList<>();
        for (String name : names) {
            for (String city : cities) {
                List<String> labels = new ArrayList<>();
                if (!postcode.isEmpty() && municipality) {
                    add(labels, name + " " + postcode, number);
                    add(labels, postcode + " " + name, number);
                }
                add(labels, name, number);
                if (!city.isEmpty() && !city.equals(name)) {
                    add(labels, name + " " + city, number);
                    if (!postcode.isEmpty()) {
                        add(labels, name + " " + postcode, number);
                        add(labels, name + " " + postcode + " " + city, number);
                    }
                }
                all.addAll(labels);
            }
        }
        return all.stream().map(AsciiFolding::fold).toList();
    }

    private static void add(List<String> labels, String label, String number) {
        labels.addFirst(label);
        // A house number that is empty after folding adds no label.
        if (!AsciiFolding.fold(number).isEmpty()) {
            labels.addFirst(number + " " + label);
        }
    }

    private static double complete(String query, List<String> labels) {
        double best = 0;
        for (String label : labels) {
            best = Math.max(best, ngrams(label, query));
            if (best >= 0.9) {
                break;
            }
        }
        return best;
    }

    private static double incomplete(String query, List<String> labels) {
        double best = 0;
        double similarity = 0;
        for (String label : labels) {
            if (!query.isEmpty()) {
                best =
                        Math.max(
                                best,
                                label.equals(query)
                                        ? 1
                                        : label.startsWith(query)
                                                ? 0.9
                                                : label.contains(query) ? 0.7 : 0);
            }
            similarity = Math.max(similarity, ngrams(label, query));
        }
        return best > 0 ? best : similarity * 0.9;
    }

    /** Returns the similarity of the ngram package with N = 2 and no padding. */
    private static double ngrams(String label, String query) {
        if (label.length() == 1 && query.length() == 1) {
            return label.equals(query) ? 1 : 0;
        }
        Map<String, Integer> rest = new HashMap<>();
        for (int i = 0; i + 2 <= label.length(); i++) {
            rest.merge(label.substring(i, i + 2), 1, Integer::sum);
        }
        int shared = 0;
        for (int i = 0; i + 2 <= query.length(); i++) {
            if (rest.merge(query.substring(i, i + 2), -1, Integer::sum) >= 0) {
                shared++;
            }
        }
        return shared == 0 ? 0 : (double) shared / (label.length() + query.length() - 2 - shared);
    }

    private static RankingRecord record(
            List<String> names, List<String> cities, String postcode, boolean municipality) {
        return RankingRecord.of(
                new Place(
                        new JsonObject(
                                List.of("type", "name", "city", "postcode", "lat", "lon"),
                                List.of(
                                        municipality ? "municipality" : "street",
                                        names,
                                        cities,
                                        postcode,
                                        1.0,
                                        2.0)),
                        List.of()));
    }
}
