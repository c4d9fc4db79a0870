package io.odonym.improve;

import static org.assertj.core.api.Assertions.assertThat;

import io.odonym.index.IndexLookup;

import org.junit.jupiter.api.Test;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

class CandidateTableTest {

    private final CandidateTable table = new CandidateTable();

    @Test
    void sumsTheHighestWeightOfEachTerm() {
        table.add(1, 2.0f, 0);
        table.add(2, 2.5f, 0);
        table.add(1, 1.0f, 0);
        table.add(1, 2.2f, 0);
        assertThat(table.best(1)).containsExactly(2);

        table.add(1, 0.5f, 1);
        assertThat(table.best(1)).containsExactly(1);

        table.add(2, 0.3f, 1);
        assertThat(table.best(1)).containsExactly(2);

        table.add(1, 0.7f, 1);
        assertThat(table.best(1)).containsExactly(1);
        assertThat(table.best(5)).containsExactly(1, 2);
    }

    @Test
    void returnsTheBestDocumentsInAscendingOrder() {
        for (int document = 0; document < 1000; document++) {
            table.add(document * 7, 1 + document % 100 / 50f, 0);
        }

        assertThat(table.best(10))
                .containsExactly(IntStream.range(0, 10).map(i -> (100 * i + 99) * 7).toArray());
        assertThat(table.best(20))
                .containsExactly(
                        IntStream.range(0, 10)
                                .flatMap(i -> IntStream.of((100 * i + 98) * 7, (100 * i + 99) * 7))
                                .toArray());
        assertThat(table.best(2000)).hasSize(1000);
    }

    @Test
    void prefersTheDocumentsThatWereAddedLast() {
        for (int document : new int[] {5, 9, 3, 7}) {
            table.add(document, 1, 0);
        }

        assertThat(table.best(2)).containsExactly(3, 7);
        assertThat(table.best(3)).containsExactly(3, 7, 9);
    }

    @Test
    void growsWithTheNumberOfDocuments() {
        int count = 20_000;
        for (int document = 0; document < count; document++) {
            table.add(document, 1, 0);
        }
        for (int document = 0; document < count; document++) {
            table.add(document, 1 + document, 1);
        }

        assertThat(table.best(count)).containsExactly(IntStream.range(0, count).toArray());
        assertThat(table.best(2)).containsExactly(count - 2, count - 1);
    }

    /** Arbitrary documents share slots of the hash table. */
    @Test
    void sumsTheWeightsOfArbitraryDocuments() {
        Random random = new Random(7);
        int[] documents = random.ints(0, 30_000_000).distinct().limit(6_000).toArray();
        Map<Integer, Float> sums = new HashMap<>();
        for (int term = 0; term < 3; term++) {
            for (int document : documents) {
                float weight = random.nextInt(1, 1000);
                table.add(document, weight / 2, term);
                table.add(document, weight, term);
                sums.merge(document, weight, Float::sum);
            }
        }

        for (int max : new int[] {1, 10, 500, 6_000}) {
            assertThat(table.best(max))
                    .containsExactly(
                            IntStream.range(0, documents.length)
                                    .boxed()
                                    .sorted(
                                            Comparator.<Integer>comparingDouble(
                                                            i -> sums.get(documents[i]))
                                                    .thenComparingInt(i -> i)
                                                    .reversed())
                                    .limit(max)
                                    .mapToInt(i -> documents[i])
                                    .sorted()
                                    .toArray());
        }
    }

    @Test
    void isReusable() {
        table.add(1, 1, 0);
        table.clear();
        assertThat(table.best(3)).isEmpty();

        table.add(2, 1, 0);
        assertThat(table.best(3)).containsExactly(2);
    }

    @Test
    void retainsTheDocumentsOfASet() {
        IndexLookup lookup = FrenchPlaces.lookup();
        int street = FrenchPlaces.document("rivoli");
        int city = FrenchPlaces.document("paris");
        int otherCity = FrenchPlaces.document("lyon");
        for (int document : new int[] {street, city, otherCity}) {
            table.add(document, 1, 0);
        }
        table.retain(lookup.documentsMatching("type", List.of("municipality")), lookup);

        assertThat(table.best(3)).containsExactlyInAnyOrder(city, otherCity);
    }
}
